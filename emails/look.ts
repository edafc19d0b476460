/**
 * Colours and styles of mails. The light ones stand inline, because many programs take `<style>` away; the dark ones stand in it, for those that
 * honour it. They are the tokens of the pages (app/ui/css/tokens.css), which mails cannot read.
 */
export const COLOURS = {
  surface: "#fbf6ee",
  raised: "#fffdf9",
  ink: "#241b15",
  soft: "#61554b",
  line: "#dfd2c0",
  lineStrong: "#8a7a6b",
  accent: "#9c4a1a",
  link: "#0a5678",
  primary: "#0a5678",
  primaryInk: "#fffdf9",
  danger: "#a3241b",
} as const;

const SANS = "-apple-system,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif";

export const STYLE = {
  text: `font-family:${SANS};font-size:17px;line-height:1.5;color:${COLOURS.ink}`,
  title: `margin:0;font-family:${SANS};font-size:24px;line-height:1.2;font-weight:800;letter-spacing:-0.01em`,
  heading: "margin:24px 0 8px;font-size:18px;line-height:1.3;font-weight:700",
  paragraph: "margin:0 0 16px",
  note: `margin:0 0 12px;font-size:15px;color:${COLOURS.soft}`,
  list: "margin:0 0 16px;padding:0 0 0 22px",
  item: "margin:0 0 4px",
  quote: `padding:2px 0 2px 14px;border-left:3px solid ${COLOURS.accent}`,
  facts: `margin:4px 0 20px;border-top:1px solid ${COLOURS.line}`,
  factLabel: `padding:12px 12px 0 0;font-size:15px;line-height:25px;color:${COLOURS.soft}`,
  factValue: "padding:12px 0 0",
} as const;

const DARK = `
.bg{background:#17120e!important}
.card{background:#211a15!important}
.card,.line,.date{border-color:#3b3028!important}
.date{background:#17120e!important}
.ink,.rich{color:#f4ebe0!important}
.soft{color:#bdafa1!important}
.accent{color:#eba273!important}
.dot{background:#eba273!important}
.rule{border-color:#eba273!important}
.danger{color:#ffa194!important}
.link,.rich a{color:#86c8e8!important}
.fill{background:#86c8e8!important;border-color:#86c8e8!important}
.fill a{color:#06202d!important}
.edge{background:#211a15!important;border-color:#86c8e8!important}
.edge a{color:#86c8e8!important}`;

const RULES = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
body{-webkit-text-size-adjust:100%}
.rich p,.rich ul,.rich ol,.rich blockquote{margin:0 0 12px}
.rich h3,.rich h4,.rich h5{margin:16px 0 6px;font-size:17px}
.rich a{color:#0a5678}
.rich td,.rich th{padding:2px 8px 2px 0;text-align:left}
@media (max-width:520px){
.card td.pad{padding:20px 18px!important}
.stack{display:block!important;width:100%!important;padding-left:0!important}
.under{padding-top:16px!important}
.gap{display:none!important}
.button{display:block!important;width:auto!important;margin-bottom:10px!important}}
@media (prefers-color-scheme:dark){${DARK}}`;

/** The `<style>` of every mail, on few lines. */
export const STYLESHEET = RULES.replace(/\n/g, "");
