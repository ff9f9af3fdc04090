// Many figures as few.

export const quantile = (figures, part) => {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
};

export const median = (figures) => {
  const sorted = figures.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.floor(sorted.length / 2)]) / 2;
};

/** The spread of a figure over its runs. */
export const spread = (figures) => ({ min: Math.min(...figures), median: median(figures), max: Math.max(...figures), runs: figures.length });

/** What one run says of many times: the usual one, and the one that a person notices. */
export const keys = (figure, times) =>
  times.length === 0 ? [] : [[`${figure}, median`, "ms", median(times)], [`${figure}, 99th percentile`, "ms", quantile(times, 0.99)]];
