@NullMarked
package dev.wgan.onnx;

import org.jspecify.annotations.NullMarked;
