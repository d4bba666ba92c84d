package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ONNX Runtime's reasons, as its version 1.28 words them. */
class MessagesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Error code - ORT_INVALID_ARGUMENT - message: Got invalid dimensions for output: img for the"
            + " following indices~ index: 0 Got: 1 Expected: 3~ index: 2 Got: 5 Expected: 4~ Please"
            + " fix either the inputs/outputs or the model."
            + "|wrong dimensions for the output 'img': dimension 0 is 1, expected 3; dimension 2 is"
            + " 5, expected 4",
        "Error code - ORT_FAIL - message: Non-zero status code returned while running"
            + " MelWeightMatrix node. Name:'' Status Message:"
            + " /onnxruntime_src/onnxruntime/core/providers/cpu/signal/window_functions.cc:133"
            + " onnxruntime::common::Status"
            + " onnxruntime::CreateMelWeightMatrix<T>::operator()(onnxruntime::OpKernelContext*,"
            + " int64_t, int64_t, int64_t, float, float) [with T = float; int64_t = long int]"
            + " lowest_index >= 0 && lowest_index < num_spectrogram_bins was false. lower_edge_hertz"
            + " is out of range.~"
            + "|the operator MelWeightMatrix failed: lower_edge_hertz is out of range",
        "Error code - ORT_FAIL - message: Non-zero status code returned while running Reshape node."
            + " Name:'/up/Reshape' Status Message:"
            + " /onnxruntime_src/onnxruntime/core/providers/cpu/tensor/reshape_helper.h:31"
            + " onnxruntime::ReshapeHelper::ReshapeHelper(const onnxruntime::TensorShape&,"
            + " onnxruntime::TensorShapeVector&, bool) i < input_shape.NumDimensions() was false."
            + " The dimension with value zero exceeds the size.~~Stacktrace:~ at frame 1"
            + "|the operator Reshape of node '/up/Reshape' failed: The dimension with value zero"
            + " exceeds the size",
        "Error code - ORT_FAIL - message: Non-zero status code returned while running Div node."
            + " Name:'' Status Message: element_wise_ops.cc:692 Compute Integer division by zero"
            + "|the operator Div failed: Integer division by zero",
        "Error code - ORT_FAIL - message: Exception during initialization:"
            + " /onnxruntime_src/onnxruntime/core/providers/cpu/rnn/deep_cpu_gru.h:56"
            + " onnxruntime::DeepCpuGruOp::DeepCpuGruOp(const onnxruntime::OpKernelInfo&) layout_ =="
            + " 0 was false. Batchwise recurrent operations (layout == 1) are not supported. If you"
            + " need support create a github issue with justification.~"
            + "|ONNX Runtime has no RNN, GRU or LSTM with the attribute layout 1: export the model"
            + " with layout 0, and with a Transpose where the batch has to come first",
        "Error code - ORT_NOT_IMPLEMENTED - message: Could not find an implementation for Add(6)"
            + " node with name 'a b'"
            + "|ONNX Runtime has no implementation of version 6 of the operator Add for the element"
            + " types of the node 'a b': export the model with float32 or with a newer opset",
        "Error code - ORT_FAIL - message: Load model from /x y/m.onnx failed:Fatal error:"
            + " ai.onnx.preview.training:Adam(-1) is not a registered function/op"
            + "|ONNX Runtime does not have the operator ai.onnx.preview.training:Adam: export the"
            + " model without it",
        "Error code - ORT_FAIL - message: Exception during initialization: /src/core/text.cc:235"
            + " onnxruntime::Locale::Locale(const std::string&)::<lambda()> no such locale: en_US"
            + "|no such locale: en_US",
        "a plain reason of two lines,~the second|a plain reason of two lines, the second",
      })
  void theWholeReasonIsOnePlainParagraph(String message, String expected) {
    assertThat(Messages.reason(new IllegalStateException(message.replace('~', '\n'))))
        .isEqualTo(expected);
  }
}
