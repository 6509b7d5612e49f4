/** What the page asked its GPU to do so far. */
export interface GpuWork {
  dispatchCount: number;
  submitCount: number;
}

interface GpuClasses {
  GPUComputePassEncoder?: { prototype: GPUComputePassEncoder };
  GPUQueue?: { prototype: GPUQueue };
}

/** Counts dispatches and submits of every device from now on; returns how many there were so far. */
export function countGpuWork(classes: GpuClasses): () => GpuWork {
  const work: GpuWork = { dispatchCount: 0, submitCount: 0 };
  const pass = classes.GPUComputePassEncoder?.prototype;
  if (pass) {
    const { dispatchWorkgroups, dispatchWorkgroupsIndirect } = pass;
    pass.dispatchWorkgroups = function (...sizes) {
      work.dispatchCount += 1;
      return dispatchWorkgroups.apply(this, sizes);
    };
    pass.dispatchWorkgroupsIndirect = function (...place) {
      work.dispatchCount += 1;
      return dispatchWorkgroupsIndirect.apply(this, place);
    };
  }
  const queue = classes.GPUQueue?.prototype;
  if (queue) {
    const { submit } = queue;
    queue.submit = function (buffers) {
      work.submitCount += 1;
      return submit.call(this, buffers);
    };
  }
  return () => ({ ...work });
}
