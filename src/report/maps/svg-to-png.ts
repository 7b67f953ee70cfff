/**
 * SVG as PNG, by a maintained rasteriser that users install where they want it.
 */
import { loadPackage } from "../../base/optional-package.js";

/**
 * A map as a PNG picture. Fonts are those of the system; Chinese text needs one that has it (Noto Sans CJK).
 *
 * @param svg - text of `renderMapSvg`, `renderIsochroneSvg` or `toSvg`
 * @param options.scale - pixels per unit of the drawing; default 2, for print and sharp screens
 * @returns the bytes of the file
 * @throws {UnsupportedFileError} if `@resvg/resvg-js` is not installed
 *
 * @example
 * const svg = renderMapSvg({ network, report, service: "pharmacy", title: "Pharmacies", width: 400 });
 * writeFileWhole("map.png", [await svgToPng(svg, { scale: 1 })]);
 */
export async function svgToPng(
  svg: string,
  { scale = 2 }: { readonly scale?: number | undefined } = {},
): Promise<Uint8Array> {
  const { Resvg } = await loadPackage("PNG", "a picture", "@resvg/resvg-js", () => import("@resvg/resvg-js"));
  const drawn = new Resvg(svg, {
    fitTo: { mode: "zoom", value: scale },
    font: { loadSystemFonts: true, defaultFontFamily: "Noto Sans CJK SC" },
  });
  return drawn.render().asPng();
}
