package dev.wgan.runtime;

import static dev.wgan.runtime.ModelBuilder.FLOAT;
import static dev.wgan.runtime.ModelBuilder.UINT8;
import static dev.wgan.runtime.ModelBuilder.decimal;
import static dev.wgan.runtime.ModelBuilder.integer;
import static dev.wgan.runtime.ModelBuilder.ints;
import static dev.wgan.runtime.ModelBuilder.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Graphs of one operator, or of a few that ONNX Runtime fuses into one kernel. */
final class OperatorCases {
  /** Where the width of a case stands in the shape of a sample. */
  enum Form {
    /** [batch, width]. */
    VECTOR,
    /** [batch, 5, 3, width]. */
    ROWS,
    /** [batch, width, 5, 3]. */
    CHANNELS;

    long[] dims(int width) {
      return switch (this) {
        case VECTOR -> new long[] {-1, width};
        case ROWS -> new long[] {-1, 5, 3, width};
        case CHANNELS -> new long[] {-1, width, 5, 3};
      };
    }

    /** Channels of a sample: the size of dimension 1. */
    int channels(int width) {
      return this == ROWS ? 5 : width;
    }
  }

  /** Adds nodes that compute something of {@code x} and returns the name of the result. */
  interface Body {
    String add(ModelBuilder model, String x, Form form, int width);
  }

  /** One case; {@code opset} is that of its graph. */
  record Case(String name, Body body, Set<Form> forms, int opset) {
    byte[] model(Form form, int width) {
      ModelBuilder model = new ModelBuilder().opset(opset).input("x", FLOAT, form.dims(width));
      String result = body.add(model, "x", form, width);
      boolean bytes = name.endsWith("uint8");
      model.nodeTo("y", "Identity", List.of(result));
      return model.output("y", bytes ? UINT8 : FLOAT, open(form)).build();
    }

    private static long[] open(Form form) {
      long[] dims = new long[form == Form.VECTOR ? 2 : 4];
      Arrays.fill(dims, -1);
      return dims;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final Set<Form> ALL = Set.of(Form.values());
  private static final Set<Form> IMAGES = Set.of(Form.ROWS, Form.CHANNELS);
  private static final Set<Form> VECTORS = Set.of(Form.VECTOR);
  private static final int OPSET = 13;

  private OperatorCases() {}

  private static Case of(String name, Set<Form> forms, Body body) {
    return new Case(name, body, forms, OPSET);
  }

  /** An operator of one input and attributes that suit any shape. */
  private static Case unary(String operator, ai.onnx.proto.OnnxMl.AttributeProto... attributes) {
    return of(
        operator + (attributes.length == 0 ? "" : " " + attributes[0].getName()),
        ALL,
        (m, x, form, w) -> m.node(operator, List.of(x), attributes));
  }

  /** Of positive values. */
  private static Case positive(String operator) {
    return of(
        operator + " of positive",
        ALL,
        (m, x, form, w) -> m.node(operator, List.of(m.node("Abs", List.of(x)))));
  }

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (String operator :
        List.of(
            "Abs",
            "Neg",
            "Ceil",
            "Floor",
            "Round",
            "Sign",
            "Relu",
            "LeakyRelu",
            "Sigmoid",
            "Tanh",
            "Erf",
            "Exp",
            "Elu",
            "Selu",
            "Celu",
            "Softplus",
            "Softsign",
            "HardSigmoid",
            "ThresholdedRelu",
            "Sin",
            "Cos",
            "Tan",
            "Atan",
            "Sinh",
            "Cosh",
            "Asinh",
            "Reciprocal",
            "Identity",
            "Shape of")) {
      if (!operator.equals("Shape of")) {
        cases.add(unary(operator));
      }
    }
    cases.add(new Case("HardSwish", (m, x, f, w) -> m.node("HardSwish", List.of(x)), ALL, 14));
    cases.add(new Case("Mish", (m, x, f, w) -> m.node("Mish", List.of(x)), ALL, 18));
    cases.add(new Case("Gelu", (m, x, f, w) -> m.node("Gelu", List.of(x)), ALL, 20));
    cases.add(
        new Case(
            "Gelu tanh",
            (m, x, f, w) -> m.node("Gelu", List.of(x), text("approximate", "tanh")),
            ALL,
            20));
    cases.add(positive("Sqrt"));
    cases.add(positive("Log"));
    for (String operator : List.of("Add", "Sub", "Mul", "Div")) {
      cases.add(
          of(
              operator + " scalar",
              ALL,
              (m, x, f, w) -> m.node(operator, List.of(x, m.constant(new float[] {0.7f})))));
      cases.add(
          of(
              operator + " per element",
              ALL,
              (m, x, f, w) -> {
                long[] dims = f.dims(w);
                return m.node(
                    operator, List.of(x, m.weight(1, Arrays.copyOfRange(dims, 1, dims.length))));
              }));
      cases.add(
          of(
              operator + " per channel",
              ALL,
              (m, x, f, w) -> {
                long[] dims = f.dims(w);
                Arrays.fill(dims, 0, dims.length, 1);
                dims[1] = f.channels(w);
                return m.node(operator, List.of(x, m.weight(1, dims)));
              }));
      cases.add(
          of(
              operator + " computed",
              ALL,
              (m, x, f, w) -> m.node(operator, List.of(x, m.node("Neg", List.of(x))))));
    }
    for (float exponent : new float[] {0.5f, 2, 3, 1.7f, -1}) {
      cases.add(
          of(
              "Pow " + exponent,
              ALL,
              (m, x, f, w) ->
                  m.node(
                      "Pow",
                      List.of(m.node("Abs", List.of(x)), m.constant(new float[] {exponent})))));
    }
    cases.add(
        of(
            "PRelu",
            ALL,
            (m, x, f, w) -> {
              long[] dims = new long[f == Form.VECTOR ? 1 : 3];
              Arrays.fill(dims, 1);
              dims[0] = f.channels(w);
              return m.node("PRelu", List.of(x, m.weight(1, dims)));
            }));
    cases.add(
        of(
            "Clip",
            ALL,
            (m, x, f, w) ->
                m.node(
                    "Clip",
                    List.of(x, m.constant(new float[] {-0.5f}), m.constant(new float[] {0.5f})))));
    for (String operator : List.of("Max", "Min", "Sum", "Mean")) {
      cases.add(
          of(
              operator,
              ALL,
              (m, x, f, w) -> m.node(operator, List.of(x, m.node("Neg", List.of(x)), x))));
    }
    cases.add(
        of(
            "Greater Where",
            ALL,
            (m, x, f, w) -> {
              String zero = m.constant(new float[] {0.1f});
              String greater = m.node("Greater", List.of(x, zero));
              return m.node("Where", List.of(greater, x, m.node("Neg", List.of(x))));
            }));
    cases.add(
        of(
            "Cast to uint8",
            ALL,
            (m, x, f, w) -> {
              String scaled =
                  m.node(
                      "Mul", List.of(m.node("Sigmoid", List.of(x)), m.constant(new float[] {255})));
              return m.node(
                  "Cast", List.of(m.node("Round", List.of(scaled))), integer("to", UINT8));
            }));
    cases.add(
        of(
            "Cast through float16",
            ALL,
            (m, x, f, w) ->
                m.node(
                    "Cast",
                    List.of(m.node("Cast", List.of(x), integer("to", 10))),
                    integer("to", FLOAT))));
    products(cases);
    fused(cases);
    convolutions(cases);
    normalizations(cases);
    reductions(cases);
    movements(cases);
    quantized(cases);
    return cases;
  }

  private static void products(List<Case> cases) {
    for (int out : new int[] {1, 3, 16, 50, 100, 256}) {
      cases.add(
          of(
              "MatMul to " + out,
              Set.of(Form.VECTOR, Form.ROWS),
              (m, x, f, w) -> m.node("MatMul", List.of(x, m.weight(0.3, w, out)))));
      cases.add(
          of(
              "Gemm to " + out,
              VECTORS,
              (m, x, f, w) -> m.node("Gemm", List.of(x, m.weight(0.3, w, out), m.weight(1, out)))));
      cases.add(
          of(
              "Gemm transB to " + out,
              VECTORS,
              (m, x, f, w) ->
                  m.node(
                      "Gemm",
                      List.of(x, m.weight(0.3, out, w), m.weight(1, out)),
                      integer("transB", 1))));
      cases.add(
          of(
              "Gemm alpha beta to " + out,
              VECTORS,
              (m, x, f, w) ->
                  m.node(
                      "Gemm",
                      List.of(x, m.weight(0.3, w, out), m.weight(1, out)),
                      decimal("alpha", 0.5f),
                      decimal("beta", 0.3f))));
      cases.add(
          of(
              "MatMul of float16 weights to " + out,
              Set.of(Form.VECTOR, Form.ROWS),
              (m, x, f, w) -> {
                String half = m.node("Cast", List.of(m.weight(0.3, w, out)), integer("to", 10));
                return m.node(
                    "MatMul", List.of(x, m.node("Cast", List.of(half), integer("to", FLOAT))));
              }));
      cases.add(
          of(
              "MatMul of computed weights to " + out,
              VECTORS,
              (m, x, f, w) -> {
                // Zero, but only a run finds out.
                String zero =
                    m.node(
                        "Mul",
                        List.of(
                            m.node("ReduceMax", List.of(x), integer("keepdims", 0)),
                            m.constant(new float[] {0})));
                return m.node(
                    "MatMul", List.of(x, m.node("Add", List.of(m.weight(0.3, w, out), zero))));
              }));
      cases.add(
          of(
              "MatMul of rank 3 weights to " + out,
              Set.of(Form.ROWS),
              (m, x, f, w) -> m.node("MatMul", List.of(x, m.weight(0.3, 1, w, out)))));
    }
    cases.add(
        of(
            "Gemm without bias",
            VECTORS,
            (m, x, f, w) -> m.node("Gemm", List.of(x, m.weight(0.3, w, 33)))));
    cases.add(
        of(
            "Gemm transA",
            VECTORS,
            (m, x, f, w) -> {
              String turned = m.node("Transpose", List.of(x), ints("perm", 1, 0));
              return m.node("Gemm", List.of(turned, m.weight(0.3, w, 33)), integer("transA", 1));
            }));
    cases.add(
        of(
            "MatMul by constant from the left",
            Set.of(Form.ROWS),
            (m, x, f, w) -> m.node("MatMul", List.of(m.weight(0.3, 7, 3), x))));
    cases.add(
        of(
            "MatMul of both computed",
            Set.of(Form.ROWS),
            (m, x, f, w) -> {
              String turned = m.node("Transpose", List.of(x), ints("perm", 0, 1, 3, 2));
              return m.node("MatMul", List.of(x, turned));
            }));
    cases.add(
        of(
            "Einsum",
            VECTORS,
            (m, x, f, w) ->
                m.node("Einsum", List.of(x, m.weight(0.3, w, 33)), text("equation", "ni,io->no"))));
  }

  private static void fused(List<Case> cases) {
    for (String activation :
        List.of("Relu", "LeakyRelu", "Sigmoid", "Tanh", "HardSigmoid", "Elu", "Softplus", "Clip")) {
      cases.add(
          of(
              "Gemm " + activation,
              VECTORS,
              (m, x, f, w) ->
                  m.node(
                      activation,
                      List.of(m.node("Gemm", List.of(x, m.weight(0.3, w, w), m.weight(1, w)))))));
      cases.add(
          of(
              "Conv " + activation,
              IMAGES,
              (m, x, f, w) ->
                  m.node(activation, List.of(conv(m, x, f.channels(w), f.channels(w), 3, 1, 1)))));
    }
    cases.add(
        of("SiLU", ALL, (m, x, f, w) -> m.node("Mul", List.of(x, m.node("Sigmoid", List.of(x))))));
    cases.add(
        of(
            "QuickGelu",
            ALL,
            (m, x, f, w) -> {
              String scaled = m.node("Mul", List.of(x, m.constant(new float[] {1.702f})));
              return m.node("Mul", List.of(x, m.node("Sigmoid", List.of(scaled))));
            }));
    cases.add(of("GELU of operators", ALL, (m, x, f, w) -> gelu(m, x)));
    cases.add(
        of(
            "Gemm GELU of operators",
            VECTORS,
            (m, x, f, w) ->
                gelu(m, m.node("Gemm", List.of(x, m.weight(0.3, w, w), m.weight(1, w))))));
    cases.add(
        of(
            "MatMul Add GELU of operators",
            Set.of(Form.VECTOR, Form.ROWS),
            (m, x, f, w) ->
                gelu(
                    m,
                    m.node(
                        "Add",
                        List.of(
                            m.node("MatMul", List.of(x, m.weight(0.3, w, w))), m.weight(1, w))))));
    cases.add(
        of(
            "MatMul Scale",
            Set.of(Form.VECTOR, Form.ROWS),
            (m, x, f, w) ->
                m.node(
                    "Mul",
                    List.of(
                        m.node("MatMul", List.of(x, m.weight(0.3, w, w))),
                        m.constant(new float[] {0.3f})))));
  }

  private static String gelu(ModelBuilder m, String x) {
    String erf =
        m.node(
            "Erf",
            List.of(m.node("Div", List.of(x, m.constant(new float[] {(float) Math.sqrt(2)})))));
    String sum = m.node("Add", List.of(erf, m.constant(new float[] {1})));
    return m.node("Mul", List.of(m.node("Mul", List.of(x, sum)), m.constant(new float[] {0.5f})));
  }

  static String conv(ModelBuilder m, String x, int in, int out, int kernel, int stride, int group) {
    int pad = kernel / 2;
    return m.node(
        "Conv",
        List.of(x, m.weight(0.3, out, in / group, kernel, kernel), m.weight(1, out)),
        ints("strides", stride, stride),
        ints("pads", pad, pad, pad, pad),
        integer("group", group));
  }

  private static void convolutions(List<Case> cases) {
    for (int out : new int[] {1, 3, 8, 16, 33}) {
      cases.add(
          of(
              "Conv 3x3 to " + out,
              IMAGES,
              (m, x, f, w) -> conv(m, x, f.channels(w), out, 3, 1, 1)));
      cases.add(
          of(
              "Conv 1x1 to " + out,
              IMAGES,
              (m, x, f, w) -> conv(m, x, f.channels(w), out, 1, 1, 1)));
      cases.add(
          of(
              "Conv 3x3 stride 2 to " + out,
              IMAGES,
              (m, x, f, w) -> conv(m, x, f.channels(w), out, 3, 2, 1)));
      cases.add(
          of(
              "ConvTranspose 4x4 stride 2 to " + out,
              IMAGES,
              (m, x, f, w) ->
                  m.node(
                      "ConvTranspose",
                      List.of(x, m.weight(0.3, f.channels(w), out, 4, 4), m.weight(1, out)),
                      ints("strides", 2, 2),
                      ints("pads", 1, 1, 1, 1))));
      cases.add(
          of(
              "ConvTranspose 3x3 to " + out,
              IMAGES,
              (m, x, f, w) ->
                  m.node("ConvTranspose", List.of(x, m.weight(0.3, f.channels(w), out, 3, 3)))));
    }
    cases.add(
        of(
            "Conv depthwise",
            IMAGES,
            (m, x, f, w) -> conv(m, x, f.channels(w), f.channels(w), 3, 1, f.channels(w))));
    cases.add(
        of(
            "Conv of images of one pixel",
            VECTORS,
            (m, x, f, w) -> {
              String one = m.node("Reshape", List.of(x, m.constant(new long[] {0, w, 1, 1}, 4)));
              return m.node(
                  "Reshape",
                  List.of(conv(m, one, w, 33, 1, 1, 1), m.constant(new long[] {0, -1}, 2)));
            }));
    cases.add(
        of(
            "ConvTranspose of images of one pixel",
            VECTORS,
            (m, x, f, w) -> {
              String one = m.node("Reshape", List.of(x, m.constant(new long[] {0, w, 1, 1}, 4)));
              String wide = m.node("ConvTranspose", List.of(one, m.weight(0.3, w, 9, 4, 4)));
              return m.node("Reshape", List.of(wide, m.constant(new long[] {0, -1}, 2)));
            }));
    cases.add(
        of(
            "Conv 1-D",
            VECTORS,
            (m, x, f, w) -> {
              String line = m.node("Reshape", List.of(x, m.constant(new long[] {0, 1, w}, 3)));
              String done =
                  m.node("Conv", List.of(line, m.weight(0.3, 5, 1, 3)), ints("pads", 1, 1));
              return m.node("Reshape", List.of(done, m.constant(new long[] {0, -1}, 2)));
            }));
    cases.add(
        of(
            "Conv of computed weights",
            IMAGES,
            (m, x, f, w) -> {
              String zero =
                  m.node(
                      "Mul",
                      List.of(
                          m.node("ReduceMax", List.of(x), integer("keepdims", 0)),
                          m.constant(new float[] {0})));
              int c = f.channels(w);
              return m.node(
                  "Conv",
                  List.of(x, m.node("Add", List.of(m.weight(0.3, 7, c, 3, 3), zero))),
                  ints("pads", 1, 1, 1, 1));
            }));
    for (String pool : List.of("AveragePool", "MaxPool", "LpPool")) {
      cases.add(
          of(
              pool,
              IMAGES,
              (m, x, f, w) ->
                  m.node(
                      pool,
                      List.of(x),
                      ints("kernel_shape", 2, 2),
                      ints("strides", 1, 1),
                      ints("pads", 1, 1, 1, 1))));
    }
    for (String pool : List.of("GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool")) {
      cases.add(of(pool, IMAGES, (m, x, f, w) -> m.node(pool, List.of(x))));
    }
    cases.add(
        of(
            "GlobalAveragePool of rows",
            VECTORS,
            (m, x, f, w) -> {
              String line = m.node("Reshape", List.of(x, m.constant(new long[] {0, 1, w}, 3)));
              String mean = m.node("GlobalAveragePool", List.of(line));
              return m.node("Reshape", List.of(mean, m.constant(new long[] {0, -1}, 2)));
            }));
    for (String mode : List.of("nearest", "linear", "cubic")) {
      for (String centres : List.of("half_pixel", "align_corners", "asymmetric")) {
        cases.add(
            of(
                "Resize " + mode + " " + centres,
                IMAGES,
                (m, x, f, w) ->
                    m.node(
                        "Resize",
                        List.of(x, "", m.constant(new float[] {1, 1, 2, 3}, 4)),
                        text("mode", mode),
                        text("coordinate_transformation_mode", centres))));
      }
    }
    cases.add(
        of(
            "DepthToSpace",
            Set.of(Form.ROWS),
            (m, x, f, w) -> {
              String four =
                  m.node("Concat", List.of(x, m.node("Neg", List.of(x)), x, x), integer("axis", 1));
              return m.node(
                  "DepthToSpace", List.of(four), integer("blocksize", 2), text("mode", "CRD"));
            }));
  }

  private static void normalizations(List<Case> cases) {
    cases.add(of("BatchNormalization", ALL, (m, x, f, w) -> batchNorm(m, x, f.channels(w))));
    cases.add(
        of(
            "BatchNormalization after Conv",
            IMAGES,
            (m, x, f, w) -> batchNorm(m, conv(m, x, f.channels(w), 33, 3, 1, 1), 33)));
    cases.add(
        of(
            "BatchNormalization after Relu",
            IMAGES,
            (m, x, f, w) ->
                batchNorm(m, m.node("Relu", List.of(conv(m, x, f.channels(w), 33, 3, 1, 1))), 33)));
    cases.add(
        of(
            "BatchNormalization after Gemm",
            VECTORS,
            (m, x, f, w) ->
                batchNorm(m, m.node("Gemm", List.of(x, m.weight(0.3, w, w), m.weight(1, w))), w)));
    cases.add(
        of(
            "InstanceNormalization",
            IMAGES,
            (m, x, f, w) -> {
              int c = f.channels(w);
              return m.node("InstanceNormalization", List.of(x, m.weight(1, c), m.weight(1, c)));
            }));
    cases.add(
        new Case(
            "LayerNormalization",
            (m, x, f, w) -> m.node("LayerNormalization", List.of(x, m.weight(1, w))),
            Set.of(Form.VECTOR, Form.ROWS),
            17));
    cases.add(of("LRN", IMAGES, (m, x, f, w) -> m.node("LRN", List.of(x), integer("size", 5))));
    cases.add(of("LpNormalization", ALL, (m, x, f, w) -> m.node("LpNormalization", List.of(x))));
    cases.add(
        of(
            "MeanVarianceNormalization",
            IMAGES,
            (m, x, f, w) -> m.node("MeanVarianceNormalization", List.of(x), ints("axes", 2, 3))));
    for (String operator : List.of("Softmax", "LogSoftmax")) {
      cases.add(unary(operator));
      cases.add(unary(operator, integer("axis", 1)));
      cases.add(
          of(
              operator + " over 2",
              IMAGES,
              (m, x, f, w) -> m.node(operator, List.of(x), integer("axis", 2))));
    }
    cases.add(
        of(
            "PixelNorm by MatMul",
            VECTORS,
            (m, x, f, w) -> {
              String mean = m.constant(filled(w, 1f / w), w, 1);
              String square = m.node("Mul", List.of(x, x));
              return scaledBy(m, x, m.node("MatMul", List.of(square, mean)));
            }));
    cases.add(
        of(
            "PixelNorm by Conv",
            IMAGES,
            (m, x, f, w) -> {
              int c = f.channels(w);
              String mean = m.constant(filled(c, 1f / c), 1, c, 1, 1);
              String square = m.node("Mul", List.of(x, x));
              return scaledBy(m, x, m.node("Conv", List.of(square, mean)));
            }));
    cases.add(
        of(
            "InstanceNorm by GlobalAveragePool",
            IMAGES,
            (m, x, f, w) -> {
              String centred = m.node("Sub", List.of(x, m.node("GlobalAveragePool", List.of(x))));
              String square = m.node("Mul", List.of(centred, centred));
              return scaledBy(m, centred, m.node("GlobalAveragePool", List.of(square)));
            }));
    cases.add(
        of(
            "LayerNorm by MatMul",
            Set.of(Form.VECTOR, Form.ROWS),
            (m, x, f, w) -> {
              String ones = m.constant(filled(w, 1f / w), w, 1);
              String centred = m.node("Sub", List.of(x, m.node("MatMul", List.of(x, ones))));
              String square = m.node("Mul", List.of(centred, centred));
              return scaledBy(m, centred, m.node("MatMul", List.of(square, ones)));
            }));
    cases.add(
        of(
            "ELU by Tanh",
            ALL,
            (m, x, f, w) -> {
              String zero = m.constant(new float[] {0});
              String one = m.constant(new float[] {1});
              String low = m.node("Min", List.of(x, zero));
              String half = m.node("Mul", List.of(low, m.constant(new float[] {0.5f})));
              String t = m.node("Tanh", List.of(half));
              String expm1 =
                  m.node(
                      "Div", List.of(m.node("Add", List.of(t, t)), m.node("Sub", List.of(one, t))));
              return m.node("Add", List.of(m.node("Relu", List.of(x)), expm1));
            }));
  }

  private static String scaledBy(ModelBuilder m, String x, String square) {
    String root =
        m.node("Sqrt", List.of(m.node("Add", List.of(square, m.constant(new float[] {1e-5f})))));
    return m.node("Div", List.of(x, root));
  }

  private static float[] filled(int count, float value) {
    float[] values = new float[count];
    Arrays.fill(values, value);
    return values;
  }

  static String batchNorm(ModelBuilder m, String x, int channels) {
    String variance = m.constant(filled(channels, 0.7f), channels);
    return m.node(
        "BatchNormalization",
        List.of(x, m.weight(1, channels), m.weight(1, channels), m.weight(1, channels), variance));
  }

  private static void reductions(List<Case> cases) {
    for (String operator :
        List.of(
            "ReduceMax",
            "ReduceMin",
            "ReduceMean",
            "ReduceSum",
            "ReduceL1",
            "ReduceL2",
            "ReduceSumSquare",
            "ReduceProd",
            "ReduceLogSumExp")) {
      boolean input = operator.equals("ReduceSum");
      for (long axis : new long[] {1, -1}) {
        cases.add(
            of(
                operator + " over " + axis,
                ALL,
                (m, x, f, w) ->
                    input
                        ? m.node(operator, List.of(x, m.constant(new long[] {axis}, 1)))
                        : m.node(operator, List.of(x), ints("axes", axis))));
      }
    }
    cases.add(
        of(
            "CumSum",
            ALL,
            (m, x, f, w) -> m.node("CumSum", List.of(x, m.constant(new long[] {1})))));
  }

  private static void movements(List<Case> cases) {
    cases.add(
        of(
            "Concat",
            ALL,
            (m, x, f, w) ->
                m.node("Concat", List.of(x, m.node("Neg", List.of(x))), integer("axis", 1))));
    cases.add(
        of(
            "Transpose",
            IMAGES,
            (m, x, f, w) -> m.node("Transpose", List.of(x), ints("perm", 0, 3, 1, 2))));
    cases.add(
        of(
            "GatherElements",
            ALL,
            (m, x, f, w) -> {
              // The first of each row's elements for negative values, the last for others.
              String above = m.node("Greater", List.of(x, m.constant(new float[] {0})));
              String last = m.constant(new long[] {f.channels(w) - 1}, 1);
              String whole = m.node("Cast", List.of(above), integer("to", 7));
              String places = m.node("Mul", List.of(whole, last));
              return m.node("GatherElements", List.of(x, places), integer("axis", 1));
            }));
    cases.add(
        of(
            "Flatten Slice Pad",
            IMAGES,
            (m, x, f, w) -> {
              String flat = m.node("Flatten", List.of(x), integer("axis", 1));
              String part =
                  m.node(
                      "Slice",
                      List.of(
                          flat,
                          m.constant(new long[] {1}, 1),
                          m.constant(new long[] {14}, 1),
                          m.constant(new long[] {1}, 1)));
              String padded = m.node("Pad", List.of(part, m.constant(new long[] {0, 1, 0, 2}, 4)));
              return m.node("Reshape", List.of(padded, m.constant(new long[] {0, 1, 1, -1}, 4)));
            }));
  }

  private static void quantized(List<Case> cases) {
    cases.add(
        of(
            "QuantizeLinear DequantizeLinear",
            ALL,
            (m, x, f, w) -> {
              String scale = m.constant(new float[] {0.02f});
              String zero = m.bytes(UINT8, new byte[] {(byte) 128});
              String bytes = m.node("QuantizeLinear", List.of(x, scale, zero));
              return m.node("DequantizeLinear", List.of(bytes, scale, zero));
            }));
    for (int out : new int[] {16, 33, 100}) {
      cases.add(
          of(
              "MatMulInteger calibrated to " + out,
              VECTORS,
              (m, x, f, w) -> {
                String scale = m.constant(new float[] {0.02f});
                String zero = m.bytes(UINT8, new byte[] {(byte) 128});
                String bytes = m.node("QuantizeLinear", List.of(x, scale, zero));
                return integerProduct(m, bytes, zero, m.weight(0.01, out), w, out);
              }));
      cases.add(
          of(
              "MatMulInteger per row to " + out,
              VECTORS,
              (m, x, f, w) -> {
                String most =
                    m.node("ReduceMax", List.of(m.node("Abs", List.of(x))), ints("axes", -1));
                String step =
                    m.node(
                        "Max",
                        List.of(
                            m.node("Mul", List.of(most, m.constant(new float[] {1f / 127}))),
                            m.constant(new float[] {1e-30f})));
                String shifted =
                    m.node(
                        "Add",
                        List.of(m.node("Div", List.of(x, step)), m.constant(new float[] {128})));
                String bytes =
                    m.node(
                        "Cast", List.of(m.node("Round", List.of(shifted))), integer("to", UINT8));
                String zero = m.bytes(UINT8, new byte[] {(byte) 128});
                String scales = m.node("Mul", List.of(step, m.weight(0.01, out)));
                return integerProduct(m, bytes, zero, scales, w, out);
              }));
      cases.add(
          of(
              "DynamicQuantizeLinear to " + out,
              VECTORS,
              (m, x, f, w) -> {
                m.nodeTo(List.of("q", "s", "z"), "DynamicQuantizeLinear", List.of(x));
                String scales = m.node("Mul", List.of("s", m.weight(0.01, out)));
                return integerProduct(m, "q", "z", scales, w, out);
              }));
    }
    cases.add(
        of(
            "QLinearConv",
            IMAGES,
            (m, x, f, w) -> {
              String scale = m.constant(new float[] {0.02f});
              String zero = m.bytes(UINT8, new byte[] {(byte) 128});
              String bytes = m.node("QuantizeLinear", List.of(x, scale, zero));
              int c = f.channels(w);
              byte[] weights = new byte[33 * c * 9];
              new java.util.Random(3).nextBytes(weights);
              for (int i = 0; i < weights.length; i++) {
                weights[i] = (byte) (weights[i] / 2);
              }
              String result =
                  m.node(
                      "QLinearConv",
                      List.of(
                          bytes,
                          scale,
                          zero,
                          m.bytes(3, weights, 33, c, 3, 3),
                          m.constant(new float[] {0.01f}),
                          m.bytes(3, new byte[1]),
                          m.constant(new float[] {0.1f}),
                          zero),
                      ints("pads", 1, 1, 1, 1));
              return m.node(
                  "DequantizeLinear", List.of(result, m.constant(new float[] {0.1f}), zero));
            }));
  }

  private static String integerProduct(
      ModelBuilder m, String bytes, String zero, String scales, int in, int out) {
    byte[] weights = new byte[in * out];
    new java.util.Random(3).nextBytes(weights);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (byte) (weights[i] / 2);
    }
    String product =
        m.node(
            "MatMulInteger",
            List.of(bytes, m.bytes(3, weights, in, out), zero, m.bytes(3, new byte[1])));
    String floats = m.node("Cast", List.of(product), integer("to", FLOAT));
    return m.node("Add", List.of(m.node("Mul", List.of(floats, scales)), m.weight(1, out)));
  }
}
