/**
 * The XML parser, for all readers of XML.
 */
export { SaxesParser, type SaxesTagPlain } from "saxes";
