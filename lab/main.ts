import { runLab } from "@/lab/run-lab";

process.exitCode = await runLab(process.argv.slice(2), console.log);
