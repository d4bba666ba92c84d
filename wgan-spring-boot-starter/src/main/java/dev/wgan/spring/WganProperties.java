package dev.wgan.spring;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties of the prefix {@code wgan}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param model the name of a pretrained model, or the location of an ONNX file; without it, there
 *     is no generator
 * @param parallelism the number of threads that share the chunks of one call; 0 keeps the
 *     generator's default, 1
 * @param warmUp whether a first sample is drawn while the application starts
 * @param loadTimeout the longest first run of the model
 * @param healthTimeout the longest sample of a health check
 * @param drainDelay how long the application still answers after it has said that it refuses
 *     traffic
 */
@ConfigurationProperties("wgan")
public record WganProperties(
    @Nullable String model,
    @DefaultValue("0") int parallelism,
    @DefaultValue("true") boolean warmUp,
    @DefaultValue("60s") Duration loadTimeout,
    @DefaultValue("5s") Duration healthTimeout,
    @DefaultValue("0s") Duration drainDelay) {}
