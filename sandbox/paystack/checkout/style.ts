/** The look of the checkout: one column on a phone, form and test cards side by side from 900 px on. */
export const style = `
:root{--ink:#10231c;--muted:#5b6b64;--line:#dfe7e3;--ground:#f3f6f4;--card:#fff;--accent:#0b6b4f;--accent-dark:#084d39;--tint:#e8f4ef;--danger:#a4262c;--danger-tint:#fdf0f0;--warn:#7a4d00;--warn-tint:#fff6e0;color-scheme:light}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;-webkit-text-size-adjust:100%}
.banner{margin:0;background:var(--warn-tint);color:var(--warn);text-align:center;font-size:.8125rem;font-weight:600;padding:.5rem 1rem;border-bottom:1px solid #f0dfb4}
main{max-width:27rem;margin:0 auto;padding:1.25rem 1rem 2.5rem}
main.wide{max-width:58rem}
.columns{display:grid;gap:1.25rem}
.sheet{background:var(--card);border:1px solid var(--line);border-radius:1rem;box-shadow:0 1px 2px #10231c0a,0 12px 32px -16px #10231c26;overflow:hidden}
.summary{display:flex;justify-content:space-between;align-items:center;gap:1rem;padding:1.125rem 1.25rem;border-bottom:1px solid var(--line)}
.merchant{display:flex;align-items:center;gap:.75rem;min-width:0;flex:0 1 auto}
.mark{flex:none;display:grid;place-items:center;width:2.5rem;height:2.5rem;border-radius:.75rem;background:var(--accent);color:#fff;font-weight:700;font-size:1.125rem}
.merchant strong{display:block;line-height:1.25}
.payer{display:block;color:var(--muted);font-size:.8125rem;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.total{text-align:right;white-space:nowrap}
.total span{display:block;color:var(--muted);font-size:.75rem}
.total strong{font-size:1.1875rem;font-variant-numeric:tabular-nums;letter-spacing:-.01em}
.content{padding:1.25rem}
h1{font-size:1.125rem;line-height:1.3;margin:0 0 .25rem}
h2{font-size:1rem;margin:0 0 .25rem}
p{margin:0 0 1rem}
.hint{color:var(--muted);font-size:.875rem}
label,.field{display:block}
.field{margin:0 0 1rem}
.field label{font-size:.8125rem;font-weight:600;margin-bottom:.3125rem}
input[type=text],input[type=tel],input[type=password]{width:100%;min-height:3rem;padding:.625rem .875rem;border:1px solid #c5d1cb;border-radius:.625rem;background:#fff;color:inherit;font:inherit;font-variant-numeric:tabular-nums}
input:focus-visible,button:focus-visible,a:focus-visible{outline:3px solid #0b6b4f59;outline-offset:1px;border-color:var(--accent)}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:.875rem}
.code input{font-size:1.5rem;letter-spacing:.4em;text-align:center}
button,.button{display:block;width:100%;min-height:3rem;padding:.6875rem 1rem;border:1px solid transparent;border-radius:.625rem;font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer;transition:background .12s}
.primary{background:var(--accent);color:#fff}
.primary:hover{background:var(--accent-dark)}
.quiet{background:transparent;color:var(--muted)}
.quiet:hover{background:var(--ground);color:var(--ink)}
.danger{background:#fff;border-color:#e3c0c2;color:var(--danger)}
.danger:hover{background:var(--danger-tint)}
.stack{display:grid;gap:.5rem}
.alert{display:flex;gap:.625rem;background:var(--danger-tint);color:var(--danger);border:1px solid #f1cfd1;border-radius:.625rem;padding:.75rem .875rem;font-size:.9375rem;margin:0 0 1rem}
.cards{list-style:none;margin:.75rem 0 0;padding:0}
.cards li+li{border-top:1px solid var(--line)}
.cards a{display:grid;grid-template-columns:1fr auto;gap:0 .75rem;padding:.6875rem .625rem;margin:0 -.625rem;border-radius:.5rem;color:inherit;text-decoration:none}
.cards a:hover,.cards a[aria-current=true]{background:var(--tint)}
.cards .number{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.875rem;font-weight:600}
.cards .brand{color:var(--muted);font-size:.75rem;text-transform:capitalize;align-self:center}
.cards .does{grid-column:1/-1;color:var(--muted);font-size:.8125rem}
.cards .good::before,.cards .bad::before{content:"";display:inline-block;width:.5rem;height:.5rem;border-radius:50%;margin-right:.4375rem;background:var(--accent)}
.cards .bad::before{background:var(--danger)}
.result{text-align:center;padding:2.25rem 1.25rem 1.5rem}
.result svg{width:4rem;height:4rem;margin-bottom:.75rem}
.facts{margin:1.25rem 0;padding:.25rem 1rem;border:1px solid var(--line);border-radius:.75rem;text-align:left;font-size:.875rem}
.facts div{display:flex;justify-content:space-between;gap:1rem;padding:.5625rem 0}
.facts div+div{border-top:1px solid var(--line)}
.facts dt{color:var(--muted);white-space:nowrap}
.facts dd{margin:0;font-weight:600;text-align:right;overflow-wrap:anywhere}
.foot{text-align:center;color:var(--muted);font-size:.75rem;margin-top:1.25rem}
@media (min-width:56.25rem){.columns{grid-template-columns:minmax(0,25rem) minmax(0,1fr);align-items:start}main{padding-top:3rem}}
@media (prefers-reduced-motion:reduce){*{transition:none!important}}
`;
