package dev.wgan.runtime;

/**
 * A device that a generator runs on, with its settings.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface ExecutionProvider {
  /**
   * Returns the CPU provider.
   *
   * @return the CPU provider
   */
  static Cpu cpu() {
    return new Cpu();
  }

  /**
   * Returns the CUDA provider on device 0 with ONNX Runtime's defaults, preferred: if it cannot
   * run, the CPU is used.
   *
   * @return the CUDA provider
   */
  static Cuda cuda() {
    return new Cuda(
        0, 0, ArenaStrategy.NEXT_POWER_OF_TWO, CudnnSearch.EXHAUSTIVE, false, true, false);
  }

  /** The CPU, which is always available; the bits of its samples do not depend on the batch. */
  record Cpu() implements ExecutionProvider {
    @Override
    public String toString() {
      return "CPU";
    }
  }

  /**
   * An NVIDIA GPU through CUDA; needs the artifact {@code wgan-runtime-cuda} in place of {@code
   * wgan-runtime}, CUDA 12 and cuDNN 9.
   *
   * @param device number of the GPU, 0 or more
   * @param memoryLimit most bytes of GPU memory for the arena, 0 for no limit
   * @param arenaStrategy the growth of the arena
   * @param cudnnSearch the choice of convolution algorithms
   * @param cudaGraph whether runs are captured into a CUDA graph and replayed
   * @param tf32 whether matrix products may use TF32, faster with 10-bit mantissas
   * @param required whether loading fails if CUDA cannot run; otherwise the CPU is used
   */
  record Cuda(
      int device,
      long memoryLimit,
      ArenaStrategy arenaStrategy,
      CudnnSearch cudnnSearch,
      boolean cudaGraph,
      boolean tf32,
      boolean required)
      implements ExecutionProvider {
    /**
     * Checks the numbers.
     *
     * @throws InputException if a number is negative
     */
    public Cuda {
      if (device < 0 || memoryLimit < 0) {
        throw new InputException(
            "CUDA device %s with a memory limit of %s bytes: expected numbers of 0 or more"
                .formatted(device, memoryLimit));
      }
    }

    /**
     * Chooses a GPU; 0 by default.
     *
     * @param number its number, 0 or more
     * @return the changed provider
     */
    public Cuda onDevice(int number) {
      return new Cuda(number, memoryLimit, arenaStrategy, cudnnSearch, cudaGraph, tf32, required);
    }

    /**
     * Limits the GPU memory of the arena; without a limit by default.
     *
     * @param bytes at most, 0 for no limit
     * @return the changed provider
     */
    public Cuda withMemoryLimit(long bytes) {
      return new Cuda(device, bytes, arenaStrategy, cudnnSearch, cudaGraph, tf32, required);
    }

    /**
     * Sets the growth of the arena; by powers of two by default.
     *
     * @param strategy the growth
     * @return the changed provider
     */
    public Cuda withArenaStrategy(ArenaStrategy strategy) {
      return new Cuda(device, memoryLimit, strategy, cudnnSearch, cudaGraph, tf32, required);
    }

    /**
     * Sets the choice of convolution algorithms; by trying all by default.
     *
     * @param search the choice
     * @return the changed provider
     */
    public Cuda withCudnnSearch(CudnnSearch search) {
      return new Cuda(device, memoryLimit, arenaStrategy, search, cudaGraph, tf32, required);
    }

    /**
     * Sets whether runs are captured into a CUDA graph; off by default.
     *
     * @param capture whether they are
     * @return the changed provider
     */
    public Cuda withCudaGraph(boolean capture) {
      return new Cuda(device, memoryLimit, arenaStrategy, cudnnSearch, capture, tf32, required);
    }

    /**
     * Sets whether matrix products may use TF32; on by default.
     *
     * @param allow whether they may
     * @return the changed provider
     */
    public Cuda withTf32(boolean allow) {
      return new Cuda(device, memoryLimit, arenaStrategy, cudnnSearch, cudaGraph, allow, required);
    }

    /**
     * Makes loading fail if CUDA cannot run; by default the CPU is used.
     *
     * @return the changed provider
     */
    public Cuda orFail() {
      return new Cuda(device, memoryLimit, arenaStrategy, cudnnSearch, cudaGraph, tf32, true);
    }

    @Override
    public String toString() {
      return "CUDA device " + device;
    }
  }

  /** The growth of the arena of GPU memory. */
  enum ArenaStrategy {
    /** By powers of two: fewer allocations. */
    NEXT_POWER_OF_TWO,
    /** By the requested size: less memory. */
    SAME_AS_REQUESTED
  }

  /** The choice of cuDNN's convolution algorithms. */
  enum CudnnSearch {
    /** By trying them all on the first run. */
    EXHAUSTIVE,
    /** By cuDNN's heuristics. */
    HEURISTIC,
    /** By taking the default. */
    DEFAULT
  }
}
