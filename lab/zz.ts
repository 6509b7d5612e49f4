import { createInstance } from "@/lab/instance";
import { runTrial } from "@/lab/run-trial";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";
import { javascriptEngine } from "@/trainer/engines/javascript/javascript-engine";
const base = { validationSampleCount: 2, testSampleCount: 10000, loss: "logistic" as const, batchSize: 50 };
const cases = [
 { ...base, task: {family:"k-local", k:5}, inputDimension: 8, trainingSampleCount: 5000, stepBudget: 8000, design: {depth:3,width:20,learningRate:0.3}},
 { ...base, task: {family:"k-local", k:3}, inputDimension: 10, trainingSampleCount: 2000, stepBudget: 2000, design: {depth:2,width:20,learningRate:0.3}},
 { ...base, task: {family:"k-global", k:2}, inputDimension: 16, trainingSampleCount: 4000, stepBudget: 4000, design: {depth:1,width:50,learningRate:0.3}},
] as never[];
for (const c of cases as any[]) {
  const d: number[] = []; const es: number[][] = [[],[]]; const t = [0,0];
  for (let i = 0; i < 12; i++) {
    const inst = createInstance(c, 5000 + i);
    const e = [];
    for (const [j, engine] of [wasmEngine, javascriptEngine].entries()) { const a = performance.now(); const r = await runTrial(engine, c, inst, c.design); e.push(r.testError); es[j]!.push(r.testError); t[j]! += performance.now()-a; }
    d.push(e[0]! - e[1]!);
  }
  const mean = (x: number[]) => x.reduce((a,b)=>a+b,0)/x.length; const sd = (x: number[]) => Math.sqrt(x.reduce((a,b)=>a+(b-mean(x))**2,0)/(x.length-1));
  console.log(c.task, mean(es[0]!), sd(es[0]!), mean(es[1]!), sd(es[1]!), "diff", mean(d), sd(d), "half width at 30", 2.045*sd(d)/Math.sqrt(30), t.map(x=>x/12));
}
