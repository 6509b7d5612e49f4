import { type CitationSource, citationSources } from "@/core/theory/citation-sources";

/**
 * How a statement is known: a theorem or derivation, an experiment of others, or our own measurement. Figures draw the
 * three in three line styles and never mix them.
 */
export type CitationStatus = "proved" | "reported" | "measured";

/** Where we took the words from. What is only remembered has no place here. */
export type CitationOrigin =
  | "paper"
  | "authors-slides"
  | "authors-code"
  | "abstract"
  | "project-documents"
  | "own-derivation"
  | "own-measurement";

/** One statement that a page or figure may show, in plain words, with all that it rests on. */
export interface Citation {
  readonly statement: string;
  readonly source: CitationSource;
  readonly status: CitationStatus;
  readonly origin: CitationOrigin;
  /** Under what conditions; at least one. */
  readonly assumptions: readonly [string, ...string[]];
}

const moriUedaProtocol = [
  "inputs are independent standard normal",
  "plain SGD on cross-entropy until the training error is exactly zero",
  "learning rate per depth by 10-fold cross validation, mean of 10 repeats",
] as const;

const imaizumiFukumizuClass = [
  "regression on the unit cube with independent Gaussian noise, squared error",
  "pieces cut by hypersurfaces of smoothness alpha, smoothness beta inside them",
  "worst case over that class, up to logarithms of n",
] as const;

/** Every statement about theory or about other people's experiments, by citation id. */
export const citations = {
  "mori-ueda-2020.order-of-one": {
    statement:
      "For 1-local and 1-global labels shallower networks generalise better, with nearly the same errors.",
    source: "mori-ueda-2020",
    status: "reported",
    origin: "authors-slides",
    assumptions: [...moriUedaProtocol, "1,000 inputs"],
  },
  "mori-ueda-2020.local": {
    statement: "For 2-local and 3-local labels deeper networks generalise better.",
    source: "mori-ueda-2020",
    status: "reported",
    origin: "authors-slides",
    assumptions: [...moriUedaProtocol, "500 inputs for 2-local, 100 for 3-local"],
  },
  "mori-ueda-2020.global": {
    statement: "For 2-global and 3-global labels shallower networks generalise better.",
    source: "mori-ueda-2020",
    status: "reported",
    origin: "authors-slides",
    assumptions: [...moriUedaProtocol, "100 inputs for 2-global, 40 for 3-global"],
  },
  "mori-ueda-2020.not-expressivity": {
    statement: "One hidden layer of width 5 to 10 represents 2-local labels accurately.",
    source: "mori-ueda-2020",
    status: "reported",
    origin: "authors-slides",
    assumptions: ["about what a network can represent, not about what it learns from few samples"],
  },
  "mori-ueda-2020.learning-rate": {
    statement:
      "As the learning rate goes to zero the test error goes to that of the neural tangent kernel; the rate chosen by cross validation is in the feature-learning regime.",
    source: "mori-ueda-2020",
    status: "reported",
    origin: "authors-slides",
    assumptions: [moriUedaProtocol[0], "2-local, 2-global and 3-global labels"],
  },
  "mori-ueda-2020.three-global-crossing": {
    statement:
      "For 3-global labels deeper is better near learning rate zero and shallower at the optimal rate.",
    source: "mori-ueda-2020",
    status: "reported",
    origin: "authors-slides",
    assumptions: [moriUedaProtocol[0], "40 inputs"],
  },
  "mori-ueda-2020.temperature": {
    statement: "Telling two temperatures of a Gaussian chain apart, shallower networks do better.",
    source: "mori-ueda-2020",
    status: "reported",
    origin: "authors-slides",
    assumptions: ["one sample of the chain per decision", "temperatures and sizes are not stated"],
  },
  "jacot-2018.limit": {
    statement:
      "With growing width the kernel of gradient descent at a random start tends to a fixed kernel, the neural tangent kernel.",
    source: "jacot-2018",
    status: "proved",
    origin: "paper",
    assumptions: ["all hidden widths go to infinity", "NTK parametrisation, independent normal start"],
  },
  "jacot-2018.lazy-regression": {
    statement:
      "In the limit of infinite width gradient descent on the squared loss ends at kernel regression with the neural tangent kernel.",
    source: "jacot-2018",
    status: "proved",
    origin: "project-documents",
    assumptions: [
      "infinite width, rate times width constant",
      "squared loss, infinite time, averaged over starts",
      "our networks are finite and most are trained on the logistic loss",
    ],
  },
  "arora-2019.relu-kernels": {
    statement: "For ReLU the expectations in the recursion of the kernels have a closed form.",
    source: "arora-2019",
    status: "proved",
    origin: "paper",
    assumptions: ["fully connected ReLU network of infinite width"],
  },
  "bietti-mairal-2019.eigenvalues": {
    statement:
      "On the sphere in D dimensions the kernel of one hidden ReLU layer has eigenvalue zero for odd degrees from 3 on and decays like degree^-D otherwise.",
    source: "bietti-mairal-2019",
    status: "proved",
    origin: "paper",
    assumptions: ["one hidden layer, no biases", "inputs uniform on the sphere"],
  },
  "geiger-2019.lazy-feature": {
    statement:
      "Scaling the output up leads from feature learning to the lazy regime; the boundary moves like 1 / sqrt(width). Which of the two does better depends on network and data.",
    source: "geiger-2019",
    status: "reported",
    origin: "paper",
    assumptions: [
      "fully connected networks: lazy generally better, but feature learning on digits reduced to 10 principal components",
    ],
  },
  "imaizumi-fukumizu-2022.deep-rate": {
    statement:
      "Deep networks reach the error n^-min(2 beta / (2 beta + D), alpha / (alpha + D - 1)), and no estimator has a better worst case.",
    source: "imaizumi-fukumizu-2022",
    status: "proved",
    origin: "paper",
    assumptions: [
      ...imaizumiFukumizuClass,
      "global minimiser of the training loss, not SGD",
      "lower bound for alpha and beta of at least 1",
    ],
  },
  "imaizumi-fukumizu-2022.linear-bound": {
    statement:
      "No estimator that is linear in the targets, such as kernel ridge regression, is faster than n^-(alpha / (2 alpha + D - 1)).",
    source: "imaizumi-fukumizu-2022",
    status: "proved",
    origin: "paper",
    assumptions: [...imaizumiFukumizuClass, "a lower bound of the error, not the rate of every kernel"],
  },
  "imaizumi-fukumizu-2022.boundary": {
    statement:
      "Deep networks are faster than every linear estimator where alpha (D - 2 beta) < 2 beta (D - 1).",
    source: "imaizumi-fukumizu-2022",
    status: "proved",
    origin: "paper",
    assumptions: [
      ...imaizumiFukumizuClass,
      "global minimiser of the training loss, not SGD",
      "as in the introduction; Corollary 20 prints a stricter bound, and the curve of Figure 2 is that of D = 10",
    ],
  },
  "imaizumi-fukumizu-2022.wavelets": {
    statement: "Tensor-product wavelets are not faster than n^-1/2, curvelets in the plane not than n^-1/3.",
    source: "imaizumi-fukumizu-2022",
    status: "proved",
    origin: "paper",
    assumptions: [...imaizumiFukumizuClass, "curvelets: D = 2, alpha and beta of at least 2"],
  },
  "spigler-2019-jamming.transition": {
    statement:
      "With more parameters training passes from being stuck to zero loss at a sharp point, where the number of unsatisfied constraints jumps; on random data near 3 samples per parameter.",
    source: "spigler-2019-jamming",
    status: "reported",
    origin: "paper",
    assumptions: [
      "fully connected ReLU networks, quadratic hinge loss, random labels on a sphere",
      "very long full-batch training in float64",
    ],
  },
  "spigler-2019-jamming.cusp": {
    statement:
      "The test error has a cusp at the transition and falls slowly beyond it; early stopping removes the cusp.",
    source: "spigler-2019-jamming",
    status: "reported",
    origin: "paper",
    assumptions: ["parity of MNIST digits, first 10 principal components, 5 hidden layers"],
  },
  "spigler-2019-curves.effective-dimension": {
    statement:
      "The distance to the nearest neighbour among n samples falls like n^(-1 / d), with d about 15 for MNIST and 35 for CIFAR-10.",
    source: "spigler-2019-curves",
    status: "reported",
    origin: "paper",
    assumptions: ["large n: few samples underestimate large dimensions"],
  },
  "suzuki-2018.degrees-of-freedom": {
    statement:
      "Layers wider than 5 N log(32 N / delta), N their degrees of freedom, approximate the true function; the fewer degrees of freedom, the better the bound.",
    source: "suzuki-2018",
    status: "proved",
    origin: "paper",
    assumptions: [
      "the true function has an integral representation of the same depth",
      "an upper bound of the error, global minimiser of the training loss",
    ],
  },
  "suzuki-poster.compression": {
    statement:
      "A trained layer of N degrees of freedom may be compressed to 5 N log(80 N) units with a bound of the error that depends on the compressed widths only.",
    source: "suzuki-poster",
    status: "proved",
    origin: "authors-slides",
    assumptions: [
      "N from the covariance of the layer's outputs, not centred, at a regularisation that enters the bound",
      "scale-invariant activation such as ReLU; bounded weights",
      "an upper bound of the error: layers may need far fewer units",
    ],
  },
  "suzuki-poster.pruning": {
    statement:
      "Units are kept greedily until they capture a share of the trace of the layer's covariance; the next layer is refitted.",
    source: "suzuki-poster",
    status: "reported",
    origin: "authors-slides",
    assumptions: [
      "the algorithm of the poster, which approximates the condition of its bound",
      "least squares on training rows for the next layer, which is our reading",
    ],
  },
  "nitanda-suzuki-2021.averaged-sgd": {
    statement:
      "Averaged SGD of wide two-layer networks reaches the minimax optimal rate that the eigenvalue decay of the neural tangent kernel allows.",
    source: "nitanda-suzuki-2021",
    status: "proved",
    origin: "abstract",
    assumptions: ["regression, over-parametrised two-layer network", "we read the abstract, not the proof"],
  },
  "eldan-shamir-2016.radial": {
    statement:
      "There is a radial function that two hidden layers of polynomial width express and one hidden layer does not with less than exponential width in D.",
    source: "eldan-shamir-2016",
    status: "proved",
    origin: "paper",
    assumptions: [
      "about what a network can represent, not about what it learns",
      "a special input distribution",
    ],
  },
  "telgarsky-2016.sawtooth": {
    statement:
      "A sawtooth that a deep ReLU network of few units computes is far from every shallow network of less than exponential size.",
    source: "telgarsky-2016",
    status: "proved",
    origin: "paper",
    assumptions: ["about what a network can represent, not about what it learns"],
  },
  "deepstakes.rotation": {
    statement:
      "A learner that does not notice rotations of its inputs cannot tell 1-local from 1-global labels; for order 2 it notices only the rank of a quadratic form.",
    source: "deepstakes",
    status: "proved",
    origin: "own-derivation",
    assumptions: ["standard normal inputs", "Gaussian start and plain SGD, or a kernel of inner products"],
  },
  "deepstakes.sensitivity": {
    statement:
      "How often the label changes when one input is drawn anew: 1/2 for the used inputs of a local rule and 0 for the others; equal for all inputs of a global rule and small like 1 / sqrt(D).",
    source: "deepstakes",
    status: "proved",
    origin: "own-derivation",
    assumptions: ["standard normal inputs", "it says nothing about errors after training"],
  },
  "deepstakes.temperature-floor": {
    statement:
      "The best possible error of telling two temperatures apart, from the exact distribution of the energy.",
    source: "deepstakes",
    status: "proved",
    origin: "own-derivation",
    assumptions: ["one sample of the chain per decision", "both temperatures equally likely and known"],
  },
  "deepstakes.trivial-floor": {
    statement:
      "Where the answer is a function of the inputs the lowest possible error is 0, for coin tosses it is 1/2.",
    source: "deepstakes",
    status: "proved",
    origin: "own-derivation",
    assumptions: ["errors of regression are measured against the noise-free function"],
  },
  "deepstakes.two-local-net": {
    statement:
      "|x + y| - |x - y| has the sign of x y: four ReLU units without biases represent 2-local labels.",
    source: "deepstakes",
    status: "proved",
    origin: "own-derivation",
    assumptions: ["about what a network can represent, not about what it learns"],
  },
  "deepstakes.finite-width": {
    statement:
      "The kernel of networks of width H at their start differs from the limit by about 1 / sqrt(H).",
    source: "deepstakes",
    status: "measured",
    origin: "own-measurement",
    assumptions: ["NTK parametrisation, a few inputs, up to three hidden layers"],
  },
  "deepstakes.effective-dimension": {
    statement:
      "Nearest neighbours among 250 to 4,000 points underestimate large dimensions: a sphere of dimension 10 looks like 9.2, one of 35 like 25.",
    source: "deepstakes",
    status: "measured",
    origin: "own-measurement",
    assumptions: ["points uniform on spheres, slope over five numbers of points"],
  },
  "deepstakes.sign-flip": {
    statement: "For 2-local labels of 100 inputs the better depth changes as samples are added.",
    source: "deepstakes",
    status: "measured",
    origin: "own-measurement",
    assumptions: ["width 100, Glorot start, each depth at its best learning rate"],
  },
  "deepstakes.double-descent": {
    statement:
      "Random ReLU features fitted by least squares have their largest median test error where there are as many features as samples; a ridge removes the peak.",
    source: "deepstakes",
    status: "measured",
    origin: "own-measurement",
    assumptions: ["100 samples of 20 standard normal inputs, linear target, noise of 0.3"],
  },
  "deepstakes.jamming": {
    statement:
      "Small networks reach exactly zero loss on random labels while there are few samples per parameter, and not once there are many.",
    source: "deepstakes",
    status: "measured",
    origin: "own-measurement",
    assumptions: ["quadratic hinge loss, full-batch Adam in float64 with a limited number of steps"],
  },
} as const satisfies Record<string, Citation>;
export type CitationId = keyof typeof citations;
export const citationIds = Object.keys(citations) as CitationId[];

/** A citation in one line, as it stands under a figure: statement, how it is known, source and assumptions. */
export function describeCitation(id: CitationId): string {
  const { statement, status, source, assumptions }: Citation = citations[id];
  const { authors, reference } = citationSources[source];
  return `${statement} [${status}; ${authors}, ${reference}; assumes: ${assumptions.join("; ")}]`;
}
