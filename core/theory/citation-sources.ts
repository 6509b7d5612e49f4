/** Where published statements stand, by key. `reference` is what a figure prints; no title where we could not check it. */
export const citationSources = {
  "mori-ueda-2020": {
    authors: "T. Mori and M. Ueda",
    title: "Is deeper better? It depends on locality of relevant features",
    reference: "arXiv:2005.12488",
  },
  "imaizumi-fukumizu-2022": {
    authors: "M. Imaizumi and K. Fukumizu",
    title: "Advantage of Deep Neural Networks for Estimating Functions with Singularity on Hypersurfaces",
    reference: "JMLR 23(111), 2022; arXiv:2011.02256",
  },
  "jacot-2018": {
    authors: "A. Jacot, F. Gabriel and C. Hongler",
    title: "Neural Tangent Kernel: Convergence and Generalization in Neural Networks",
    reference: "arXiv:1806.07572",
  },
  "arora-2019": {
    authors: "S. Arora, S. S. Du, W. Hu, Z. Li, R. Salakhutdinov and R. Wang",
    title: "On Exact Computation with an Infinitely Wide Neural Net",
    reference: "arXiv:1904.11955",
  },
  "bietti-mairal-2019": {
    authors: "A. Bietti and J. Mairal",
    title: "On the Inductive Bias of Neural Tangent Kernels",
    reference: "arXiv:1905.12173",
  },
  "geiger-2019": {
    authors: "M. Geiger, S. Spigler, A. Jacot and M. Wyart",
    title: "Disentangling feature and lazy training in deep neural networks",
    reference: "arXiv:1906.08034",
  },
  "spigler-2019-jamming": {
    authors: "S. Spigler, M. Geiger, S. d'Ascoli, L. Sagun, G. Biroli and M. Wyart",
    title: "A jamming transition from under- to over-parametrization affects generalization in deep learning",
    reference: "J. Phys. A, 2019; arXiv:1810.09665",
  },
  "spigler-2019-curves": {
    authors: "S. Spigler, M. Geiger and M. Wyart",
    title: "Asymptotic learning curves of kernel methods",
    reference: "arXiv:1905.10843",
  },
  "suzuki-2018": {
    authors: "T. Suzuki",
    title: null,
    reference: "AISTATS 2018",
  },
  "suzuki-poster": {
    authors: "T. Suzuki",
    title: null,
    reference: "poster of the Deep Learning Theory Team (in Japanese)",
  },
  "nitanda-suzuki-2021": {
    authors: "A. Nitanda and T. Suzuki",
    title: "Optimal Rates for Averaged Stochastic Gradient Descent under Neural Tangent Kernel Regime",
    reference: "ICLR 2021; arXiv:2006.12297",
  },
  "eldan-shamir-2016": {
    authors: "R. Eldan and O. Shamir",
    title: "The Power of Depth for Feedforward Neural Networks",
    reference: "COLT 2016",
  },
  "telgarsky-2016": {
    authors: "M. Telgarsky",
    title: "Benefits of depth in neural networks",
    reference: "COLT 2016",
  },
  deepstakes: {
    authors: "Deepstakes",
    title: "Our own derivations and measurements",
    reference: "core/theory and its tests",
  },
} as const;
export type CitationSource = keyof typeof citationSources;
