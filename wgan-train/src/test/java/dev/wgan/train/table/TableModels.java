package dev.wgan.train.table;

import dev.wgan.onnx.ExportOptions;
import dev.wgan.onnx.OnnxExporter;
import dev.wgan.table.TableSchema;
import dev.wgan.train.data.CsvTable;
import dev.wgan.train.data.TableFormat;
import java.io.IOException;
import java.nio.file.Path;

/** Models of tables for tests: a copula fitted to a CSV file, exported. */
public final class TableModels {
  private TableModels() {}

  /** Fits a file with an inferred schema. */
  public static Path copula(Path csv, Path model) throws IOException {
    CsvTable rows = CsvTable.read(csv, TableFormat.AUTO);
    return copula(rows, SchemaGuess.of(rows).schema(), model);
  }

  /** Fits a table with a schema. */
  public static Path copula(CsvTable rows, TableSchema schema, Path model) throws IOException {
    FittedTable fitted = FittedTable.of(schema, rows);
    OnnxExporter.of(ExportOptions.defaults())
        .export(CopulaGenerator.of("rows", fitted, CopulaStart.fit(fitted, 1)), model);
    return model;
  }
}
