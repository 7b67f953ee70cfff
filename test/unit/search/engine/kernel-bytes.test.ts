import { expect, test } from "vitest";
import { KERNEL_BASE64 } from "../../../../src/search/engine/kernel-bytes.js";
// @ts-expect-error a script without types
import { compileKernel } from "../../../../src/search/kernel/build.mjs";

test("the kernel that is checked in is the compiled source", async () => {
  expect(KERNEL_BASE64).toBe(await compileKernel());
});
