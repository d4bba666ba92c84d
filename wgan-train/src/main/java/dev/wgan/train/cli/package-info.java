/**
 * The command line {@code bin/wgan}: train, resume, demo, evaluate, study, classifier and toy,
 * together with the commands of {@link dev.wgan.onnx.cli}.
 *
 * <p>Start at {@link dev.wgan.train.cli.Wgan}; each command is a class that is named after it.
 */
@NullMarked
package dev.wgan.train.cli;

import org.jspecify.annotations.NullMarked;
