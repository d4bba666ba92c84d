package dev.wgan.train.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Evaluations as JSON: the records' components by name; what was not measured is left out.
 *
 * <p>Thread-safe: there is no mutable state.
 */
public final class EvaluationJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private EvaluationJson() {}

  /**
   * Writes an evaluation.
   *
   * @param evaluation the evaluation
   * @return its JSON, indented
   */
  public static String write(Evaluation evaluation) {
    try {
      return MAPPER.writeValueAsString(evaluation);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an evaluation is not expressible: " + e.getMessage(), e);
    }
  }

  /**
   * Reads the text of {@link #write}.
   *
   * @param json the text
   * @return the evaluation
   * @throws EvaluationException if the text is not an evaluation
   */
  public static Evaluation read(String json) {
    try {
      Evaluation evaluation = MAPPER.readValue(json, Evaluation.class);
      if (evaluation == null) {
        throw new EvaluationException("this is not an evaluation: " + json);
      }
      return evaluation;
    } catch (JsonProcessingException e) {
      throw new EvaluationException("this is not an evaluation: " + e.getOriginalMessage());
    }
  }
}
