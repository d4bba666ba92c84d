package dev.wgan.onnx.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.wgan.onnx.inspect.ModelDescription;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code describe --json}: the description, together with the way in which the model
 * would be sampled.
 *
 * @param model the description
 * @param assumedSampling what is assumed; null, and then not written, for a model with metadata
 */
record DescribedSampling(
    @JsonUnwrapped ModelDescription model,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AssumedSampling assumedSampling) {}
