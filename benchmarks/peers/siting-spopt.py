"""MCLP of one instance file by spopt with its default solver; prints one line of JSON."""

import json
import sys
import time

import numpy as np
import pulp
import spopt
from spopt.locate import MCLP

with open(sys.argv[1], encoding="utf-8") as file:
    instance = json.load(file)

demand = np.array(instance["demand"], dtype=float)
candidates = np.array(instance["candidates"], dtype=float)
weights = np.array(instance["people"], dtype=float)
costs = np.hypot(
    demand[:, 0][:, None] - candidates[:, 0][None, :],
    demand[:, 1][:, None] - candidates[:, 1][None, :],
)

start = time.perf_counter()
model = MCLP.from_cost_matrix(costs, weights, instance["radiusM"], p_facilities=instance["p"])
built = time.perf_counter()
solver = pulp.PULP_CBC_CMD(msg=False, timeLimit=600)
try:
    model = model.solve(solver)
    objective = pulp.value(model.problem.objective)
    status = pulp.LpStatus[model.problem.status].lower()
except Exception as error:  # spopt raises where its solver stopped without a proof
    objective = None
    status = f"no proof in 600 s ({type(error).__name__})"
solved = time.perf_counter()
# CBC calls an answer optimal also where it stopped at its time limit.
if solved - built > 595:
    status = "time limit"
print(
    json.dumps(
        {
            "version": spopt.__version__,
            "objective": objective,
            "bound": None,
            "gap": None,
            "status": status,
            "buildS": built - start,
            "solveS": solved - built,
        }
    )
)
