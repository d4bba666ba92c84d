package dev.wgan.onnx.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.wgan.onnx.inspect.ModelDescription;
import org.jspecify.annotations.Nullable;

/**
 * What {@code describe --json} writes: the description, and beside its keys how the model would be
 * sampled.
 *
 * @param model the description
 * @param assumedSampling what is assumed; null, and then not written, for a model with metadata
 */
record DescribedSampling(
    @JsonUnwrapped ModelDescription model,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AssumedSampling assumedSampling) {}
