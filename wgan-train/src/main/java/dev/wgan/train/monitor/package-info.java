/** What is watched while a network trains: metrics, warnings, progress. */
@NullMarked
package dev.wgan.train.monitor;

import org.jspecify.annotations.NullMarked;
