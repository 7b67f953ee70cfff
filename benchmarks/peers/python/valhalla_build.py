"""B, Valhalla: the extract to its tiles, with one thread. Prints its line; leaves the tiles in the folder given."""
import json
import os
import subprocess
import sys
from importlib.metadata import version

from valhalla import config
from whole import tell

extract, folder = (os.path.abspath(name) for name in sys.argv[1:3])
os.makedirs(folder, exist_ok=True)
settings = config.get_config(tile_extract="", tile_dir=folder)
settings["mjolnir"]["concurrency"] = 1
path = os.path.join(folder, "valhalla.json")
with open(path, "w", encoding="utf8") as file:
    json.dump(settings, file)
# The package ships the program itself; its wrapper would be a second process.
program = os.path.join(os.path.dirname(config.__file__), "bin", "valhalla_build_tiles")
command = [program, "-c", path, extract]
with open(os.path.join(folder, "build.log"), "w", encoding="utf8") as log:
    subprocess.run(command, cwd=folder, stdout=log, stderr=log, check=True)

tell("Valhalla", version("pyvalhalla-weekly"), "B", "valhalla_build_tiles, 1 thread (all modes, restrictions, no admins)", None, 0, True)
