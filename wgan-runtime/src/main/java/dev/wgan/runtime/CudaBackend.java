package dev.wgan.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;

/** An NVIDIA GPU, which may be missing. */
record CudaBackend(ExecutionProvider.Cuda cuda) implements ProviderBackend {
  /** Through typed options: only this way does a failure name the library that is missing. */
  @Override
  public void addTo(SessionOptions settings) throws OrtException {
    try (OrtCUDAProviderOptions provider = new OrtCUDAProviderOptions(cuda.device())) {
      if (cuda.memoryLimit() > 0) {
        provider.add("gpu_mem_limit", Long.toString(cuda.memoryLimit()));
      }
      provider.add(
          "arena_extend_strategy",
          switch (cuda.arenaStrategy()) {
            case NEXT_POWER_OF_TWO -> "kNextPowerOfTwo";
            case SAME_AS_REQUESTED -> "kSameAsRequested";
          });
      provider.add("cudnn_conv_algo_search", cuda.cudnnSearch().name());
      provider.add("enable_cuda_graph", cuda.cudaGraph() ? "1" : "0");
      provider.add("use_tf32", cuda.tf32() ? "1" : "0");
      settings.addCUDA(provider);
    }
  }

  /** Only that samples do not depend on each other is promised here. */
  @Override
  public boolean promisesBits() {
    return false;
  }

  @Override
  public String reasonForCpu(String model, OrtException failure) {
    String reason = "%s cannot run: %s".formatted(cuda, Messages.reason(failure));
    if (cuda.required()) {
      throw new ProviderException(
          reason
              + " (it needs wgan-runtime-cuda, CUDA 12 and cuDNN 9; the option allows the CPU"
              + " if it is not orFail)",
          failure);
    }
    return reason;
  }
}
