/**
 * The style sheet of a report page: screen wide and narrow, print on A4, grey.
 */
export const PAGE_STYLE = `
*{box-sizing:border-box}
html{font:15px/1.5 "Noto Sans","Helvetica Neue",Arial,"Liberation Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1b1b1b;background:#fff}
html[lang=en] .zh,html[lang^=zh] .en{display:none}
body{margin:0}
main,header.top,footer{max-width:1720px;margin:0 auto;padding:0 24px}
header.top{display:flex;flex-wrap:wrap;gap:4px 24px;align-items:center;justify-content:space-between;padding-top:10px;padding-bottom:8px}
h1{font-size:1.1rem;line-height:1.3;margin:0;color:#4a4a4a}
.seldom{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.first{display:grid;grid-template-columns:minmax(0,11fr) minmax(0,13fr);gap:28px;height:calc(100vh - 62px);min-height:600px;max-height:1000px}
.first>section{border:0;padding:0;min-height:0}
#answer{overflow:auto;padding:2px 4px 4px 0}
.sentence{font-size:1.75rem;line-height:1.25;font-weight:700;margin:0 0 14px;text-wrap:balance}
.promises{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:12px}
.promise{border-top:4px solid #0b4a6f;padding:7px 2px 0}
.promise h3{margin:0;font-size:1rem}
.promise h3 a,.worst-areas li>a{font-weight:700;padding:3px 0}
.promise p{margin:3px 0}
.promise .big{font-size:1.9rem;line-height:1.1;font-weight:700;margin:4px 0 0}
.promise .big small{font-size:.85rem;font-weight:400}
.promise .bar{max-width:none;margin:6px 0}
.where-what{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:22px;margin-top:16px}
.where-what h3{margin:0 0 4px;border-bottom:2px solid #555;padding-bottom:2px}
.where-what ol{margin:0;padding-left:1.4em}
.where-what>div>ol>li{margin:7px 0}
.where-what li::marker{font-weight:700}
.where-what ul{margin:1px 0 0;padding:0;list-style:none;font-size:.92rem}
.where-what small{white-space:nowrap}
.first-actions small{font-weight:700;color:#1b1b1b}
.notes{margin-top:12px;border-top:1px solid #d5d5d5;padding-top:6px}
.notes p{margin:2px 0}
#map-section{display:flex;flex-direction:column}
.js #map-section .map-live{display:flex;flex-direction:column;flex:1;min-height:0}
.part{padding:6px 0}

h2{font-size:1.3rem;margin:0 0 10px}
h3{font-size:1.08rem;margin:18px 0 8px}
h4{font-size:1rem;margin:0}
section{padding:20px 0;border-top:1px solid #d5d5d5}
p{margin:6px 0}
small,.small{font-size:.85rem;color:#4a4a4a}
.tools{display:flex;gap:8px;align-items:center;flex-wrap:wrap}
button,select,input{font:inherit;padding:5px 10px;border:1px solid #767676;border-radius:4px;background:#fff;color:#1b1b1b;min-height:34px}
button{cursor:pointer}
button:hover{background:#eef4f9}
button[aria-pressed=true]{background:#0b4a6f;color:#fff;border-color:#0b4a6f}
button:disabled{color:#767676;cursor:default;background:#f4f4f4}
:focus-visible{outline:3px solid #0b4a6f;outline-offset:2px}
.skip{position:absolute;left:-9999px}
.skip:focus{left:8px;top:8px;background:#fff;padding:8px;z-index:2000}
nav.contents{border-top:1px solid #d5d5d5;padding:8px 0;margin-top:14px}
nav.contents ul{list-style:none;display:flex;flex-wrap:wrap;gap:4px 18px;margin:0;padding:0}
a{color:#0b4a6f}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(230px,1fr));gap:8px 24px;margin:0}
.facts dt{font-size:.85rem;color:#4a4a4a}
.facts dd{margin:0;font-weight:600}
.scroll{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:5px 9px;text-align:right;vertical-align:top;border-bottom:1px solid #e2e2e2}
thead th{vertical-align:bottom;border-bottom:2px solid #555;font-weight:600;font-size:.88rem}
th:first-child,td:first-child,tbody th,td.rule,th.rule,td.text,th.text{text-align:left}
td.rule{white-space:nowrap;font-size:.88rem}
table.headline td{white-space:nowrap}
tbody th{font-weight:600}
td small{display:block}
tbody tr:hover{background:#f6f9fb}
.scroll tbody th{min-width:6em}
.scroll td.text{min-width:7.5em}
.share{white-space:nowrap}
.tall{max-height:70vh;overflow:auto}
.tall thead th{position:sticky;top:0;background:#fff}
td.v-gap{font-weight:600}
th small{display:block;font-weight:400}
.bar{display:block;width:100%;min-width:80px;max-width:180px;height:8px;margin:3px 0 0 auto}
.charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(330px,1fr));gap:10px 18px}
.chart{margin:0}
.chart svg{width:100%;height:auto;max-width:460px}
.chart.lorenz svg{max-width:300px}
.chart text{font-size:12px;fill:#1b1b1b}
.chart figcaption{font-weight:600}
.patterns{position:absolute}
.key{white-space:nowrap;margin-right:14px;display:inline-block}
.key svg{vertical-align:-2px}
.static-map{margin:0 0 16px;break-inside:avoid}
.static-map>svg,.static-map>img{width:100%;height:auto;display:block}
.static-map figcaption{margin-top:4px}
.charts.square{grid-template-columns:repeat(auto-fill,minmax(240px,1fr))}
.beside{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:20px}
.hash{font-family:monospace;font-size:.78rem;word-break:break-all;text-align:left}
td.text,th.text{text-align:left}
.live{display:none}
.js .live{display:block}
.js .maps-fixed,.js .fixed{display:none}
.map-box{position:relative;flex:1;min-height:0}
#map{height:100%;min-height:300px;border:1px solid #767676;background:#fff;position:relative;z-index:0}
.controls{display:flex;flex-wrap:wrap;gap:8px 14px;align-items:end;margin-bottom:8px}
.controls label{display:flex;flex-direction:column;font-size:.85rem}
.controls select{max-width:200px}
.layers{position:relative;align-self:end}
.layers summary{padding:5px 10px;border:1px solid #767676;border-radius:4px;cursor:pointer;min-height:34px}
.layers[open] .drawer{position:absolute;right:0;z-index:1100;background:#fff;border:1px solid #767676;border-radius:4px;padding:10px 14px;display:grid;gap:8px;width:min(320px,86vw);margin-top:4px;box-shadow:0 4px 14px #0003}
.controls fieldset{border:0;padding:0;margin:0;display:flex;flex-wrap:wrap;gap:4px 14px;align-items:center}
.controls fieldset label{flex-direction:row;align-items:center;gap:5px;font-size:.95rem}
.controls input[type=checkbox]{min-height:0;width:17px;height:17px;margin:0}
.panel{display:none;position:absolute;top:10px;right:10px;bottom:26px;width:min(330px,calc(100% - 20px));background:#fff;border:1px solid #767676;border-radius:4px;padding:12px 14px;overflow:auto;box-shadow:0 4px 14px #0003;z-index:1000}
.panel.open{display:block}
.panel .shut{float:right;margin:-4px -6px 0 6px}
.panel dl{display:grid;grid-template-columns:auto 1fr;gap:3px 12px;margin:8px 0}
.panel dt{color:#4a4a4a}
.panel dd{margin:0;font-weight:600}
.panel .why{border-left:5px solid #a84300;padding:2px 10px;margin:8px 0;background:#fdf3ec}
.panel .why.met{border-color:#56b4e9;background:#eef6fb}
.panel .why.unknown{border-color:#9a9a9a;background:#f5f5f5}
.panel table{font-size:.88rem;table-layout:auto}
.panel td,.panel th{padding:4px 5px}
.panel td:last-child{white-space:nowrap}
.panel td small{display:inline;margin-left:4px}
.panel h3{margin-top:4px}
.legend{margin:8px 0 0;padding:0;list-style:none;display:flex;flex-wrap:wrap;gap:2px 16px}
.north{background:#fff;border:1px solid #767676;padding:3px 5px 1px;line-height:1;text-align:center;font-weight:700;font-size:12px}
.leaflet-container{font:inherit;font-size:13px}
.leaflet-container .leaflet-control-attribution{background:#fff;color:#333;opacity:1;font-size:11px}
.rank{font-weight:700;font-size:12px;line-height:20px;text-align:center;color:#000}
.leaflet-bar a{text-decoration:none}
.leaflet-control-scale-line{background:#fff}
#ledger table{font-size:.9rem}
#ledger td.text:last-child{min-width:15rem}
#ledger th button{border:0;background:none;padding:0;font-weight:600;min-height:0;text-align:inherit;text-decoration:underline dotted;color:inherit}
button.plain,#ledger tbody th button{border:0;background:none;padding:0;min-height:0;text-align:left;color:#0b4a6f;text-decoration:underline;font-weight:600}
.chips{display:flex;flex-wrap:wrap;gap:5px}
#ledger .chip{border:1px solid #a84300;border-left-width:5px;background:#fff;color:#1b1b1b;min-height:26px;padding:1px 8px;border-radius:3px;text-decoration:none;font-weight:400;font-size:.86rem;white-space:nowrap}
#ledger .chip.other{border-color:#5c3566;border-left-style:double}
#ledger .chip.unsure{border-color:#767676;border-style:dashed}
#ledger .chip small{display:inline}
.pager{display:flex;gap:12px;align-items:center;margin-top:10px;flex-wrap:wrap}
.sheet{display:none}
footer{padding:14px 20px 40px;color:#4a4a4a;font-size:.9rem}
@media (max-width:820px){
html{font-size:14px}
main,header.top,footer{padding-left:12px;padding-right:12px}
.first{display:block;height:auto;max-height:none}
.beside{grid-template-columns:minmax(0,1fr)}
.sentence{font-size:1.5rem}
.promises{gap:8px}
.promise .big{font-size:1.4rem}
.promise .big small{display:block}
.where-what{grid-template-columns:minmax(0,1fr);gap:14px}
#answer{overflow:visible;padding-bottom:14px}
#map{height:68vh}
.panel{position:fixed;top:auto;left:0;right:0;bottom:0;width:auto;max-height:46vh;border-radius:10px 10px 0 0}
}
@media print{
@page{size:A4;margin:14mm 12mm}
html{font-size:9.5pt}
main,header.top,footer{max-width:none;padding:0}
.tools,.skip,nav.contents,.controls,.js .live{display:none!important}
.js .maps-fixed,.js .fixed{display:block}
section{break-inside:auto;padding:10px 0}
.first{display:block;height:auto;max-height:none;min-height:0}
#answer{overflow:visible}
h2,h3,h4{break-after:avoid}
.promise,.chart,tr{break-inside:avoid}
.charts{grid-template-columns:repeat(3,1fr)}
.charts.square{grid-template-columns:repeat(4,1fr)}
.bar{min-width:12mm}
td.rule,th.rule{display:none}
.scroll,.tall{overflow:visible;max-height:none}
.tall thead th{position:static}
table{font-size:8pt}
.scroll tbody th,.scroll td.text{min-width:0}
th,td{padding:2px 4px}
thead{display:table-header-group}
.maps-fixed{columns:1}
.static-map{margin-bottom:4mm}
.static-map>svg,.static-map>img{max-height:106mm}
.sheet .static-map>img{max-height:none}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
body.sheets>:not(.sheet){display:none}
body.sheets .sheet{display:block;break-after:page}
}
`;
