/**
 * SVG as PNG, by a maintained rasteriser that users install where they want it.
 */
import { loadPackage } from "../../base/optional-package.js";

/**
 * A fixed map as a PNG picture. Fonts are those of the system; Chinese text needs one that has it (Noto Sans CJK).
 *
 * @param svg - text of `renderMapSvg` or `renderIsochroneSvg`
 * @param options.scale - pixels a unit of the drawing; default 2, for print and sharp screens
 * @throws {UnsupportedFileError} if `@resvg/resvg-js` is not installed
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
