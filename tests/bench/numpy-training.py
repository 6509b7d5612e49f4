"""Trains the bench's network with NumPy in float32: what a plain program does, one matrix product at a time.

Answers requests in lines of JSON, as node-host.ts does by messages. The caller sets the number of threads.
"""

import base64
import json
import sys
import time

import numpy as np


class Trainer:
    """One run. Weights and gradients go layer by layer; arrays are reused where that is as plain."""

    def __init__(self, run):
        self.is_squared = run["loss"] == "squared"
        self.rate = np.float32(run["learningRate"])
        self.batch_size = run["batchSize"]
        self.inputs = floats(run["inputs"]).reshape(-1, run["inputDimension"])
        self.wanted = floats(run["wanted"])
        if not self.is_squared:
            labels = self.wanted.astype(np.int64)
            self.wanted = np.zeros((len(labels), 2), np.float32)
            self.wanted[np.arange(len(labels)), labels] = 1
        else:
            self.wanted = self.wanted.reshape(-1, 1)
        flat = floats(run["startWeights"])
        self.weights, self.biases = [], []
        for layer in run["layers"]:
            fan_in, fan_out = layer["fanIn"], layer["fanOut"]
            begin, middle = layer["weightOffset"], layer["biasOffset"]
            self.weights.append(flat[begin:middle].reshape(fan_in, fan_out).copy())
            self.biases.append(flat[middle : middle + fan_out].copy())
        self.random = np.random.default_rng(1)
        self.order = np.arange(len(self.inputs))
        self.place = 0

    def forward(self, inputs):
        values = [inputs]
        last = len(self.weights) - 1
        for index, (weights, biases) in enumerate(zip(self.weights, self.biases)):
            sums = values[-1] @ weights
            sums += biases
            values.append(sums if index == last else np.maximum(sums, 0, out=sums))
        return values

    def step(self):
        if self.place == len(self.order):
            self.order = self.random.permutation(len(self.order))
            self.place = 0
        batch = self.order[self.place : self.place + self.batch_size]
        self.place += len(batch)
        values = self.forward(self.inputs[batch])
        slopes = self.output_slopes(values[-1], self.wanted[batch])
        for index in range(len(self.weights) - 1, -1, -1):
            weight_gradient = values[index].T @ slopes
            bias_gradient = slopes.sum(axis=0)
            if index > 0:
                slopes = slopes @ self.weights[index].T
                slopes *= values[index] > 0
            weight_gradient *= self.rate
            self.weights[index] -= weight_gradient
            self.biases[index] -= self.rate * bias_gradient

    def output_slopes(self, outputs, wanted):
        slopes = outputs - wanted if self.is_squared else softmax(outputs) - wanted
        slopes /= np.float32(len(wanted))
        return slopes

    def loss(self):
        outputs = self.forward(self.inputs)[-1]
        if self.is_squared:
            return float(np.mean((outputs - self.wanted) ** 2, dtype=np.float64) / 2)
        chosen = (softmax(outputs) * self.wanted).sum(axis=1)
        return float(-np.mean(np.log(chosen), dtype=np.float64))


def softmax(outputs):
    powers = np.exp(outputs - outputs.max(axis=1, keepdims=True))
    powers /= powers.sum(axis=1, keepdims=True)
    return powers


def floats(text):
    return np.frombuffer(base64.b64decode(text), "<f4").copy()


def describe():
    built = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    name = built.get("openblas configuration") or f"{built.get('name')} {built.get('version')}"
    return f"Python {sys.version.split()[0]}, NumPy {np.__version__}, BLAS: {name}"


def answer(request, opened):
    kind = request["kind"]
    if kind == "describe":
        return {"description": describe()}
    if kind == "check":
        trainer = Trainer(request["run"])
        trainer.step()
        trainer.step()
        return {"loss": trainer.loss()}
    if kind == "open":
        opened["numpy"] = Trainer(request["run"])
        return {}
    if kind == "window":
        trainer = opened["numpy"]
        started_at = time.perf_counter()
        for _ in range(request["stepCount"]):
            trainer.step()
        return {"seconds": time.perf_counter() - started_at}
    opened.clear()
    return {}


def main():
    opened = {}
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line), opened)), flush=True)


if __name__ == "__main__":
    main()
