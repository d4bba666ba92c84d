package dev.wgan.examples;

import dev.wgan.runtime.Generator;
import dev.wgan.runtime.GeneratorOptions;
import dev.wgan.runtime.SampleRequest;
import dev.wgan.table.Condition;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The extension of {@link SyntheticRows}.
 *
 * <p>Thread-safe: what belongs to a test is kept in its store.
 */
public final class SyntheticRowsExtension
    implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SyntheticRowsExtension.class);

  /** Creates the extension. */
  public SyntheticRowsExtension() {}

  @Override
  public void beforeEach(ExtensionContext context) throws SQLException, IOException {
    SyntheticRows wanted = annotation(context);
    Connection connection = DriverManager.getConnection(wanted.url());
    context.getStore(NAMESPACE).put(Connection.class, connection);
    try (Generator generator = load(context, wanted.model())) {
      SampleRequest request = SampleRequest.of(wanted.rows()).seed(wanted.seed());
      if (!wanted.where().isEmpty()) {
        request = request.where(Condition.parse(wanted.where()));
      }
      SqlTable table = new SqlTable(connection, wanted.table(), generator);
      table.create();
      table.insert(request);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) throws SQLException {
    try (Connection connection = connection(context)) {
      SqlTable.drop(connection, annotation(context).table());
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Connection.class;
  }

  @Override
  public Connection resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return connection(context);
  }

  private static Connection connection(ExtensionContext context) {
    return Objects.requireNonNull(
        context.getStore(NAMESPACE).get(Connection.class, Connection.class),
        "the rows are inserted before each test");
  }

  private static SyntheticRows annotation(ExtensionContext context) {
    return context.getRequiredTestClass().getAnnotation(SyntheticRows.class);
  }

  private static Generator load(ExtensionContext context, String model) throws IOException {
    try (InputStream in = context.getRequiredTestClass().getResourceAsStream(model)) {
      if (in == null) {
        throw new ExtensionConfigurationException(
            "there is no resource %s on the class path: expected the model of a table"
                .formatted(model));
      }
      return Generator.load(in, GeneratorOptions.defaults());
    }
  }
}
