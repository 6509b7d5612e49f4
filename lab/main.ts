import { runLab } from "@/lab/run-lab";

process.exitCode = await runLab(process.argv.slice(2), {
  print: (line) => process.stdout.write(`${line}\n`),
  say: (line) => process.stderr.write(`${line}\n`),
});
