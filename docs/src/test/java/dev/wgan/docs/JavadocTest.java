package dev.wgan.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every public type, method, constructor and constant of the main sources has Javadoc, with
 * parameters and results.
 *
 * <p>The sources are read as text, in the formatter's layout: a declaration starts at the
 * indentation of its type, two spaces per level.
 */
class JavadocTest {
  private static final Pattern TYPE =
      Pattern.compile(
          "^( *)(public |protected |private |static |final |abstract |sealed |non-sealed )*"
              + "(class|interface|record|enum|@interface) (\\w+)");
  private static final Pattern PARAMETER =
      Pattern.compile("(?:^|, )(?:final |@\\w+ )*[^,()]*?[ .>\\]](\\w+)$");

  /** A type that the lines are in. */
  private record Open(int indent, boolean visible, String kind) {
    boolean constants() {
      return kind.equals("interface");
    }
  }

  @Test
  void everythingPublicIsDocumented() {
    List<String> found = new ArrayList<>();
    Sources.files().stream()
        .filter(file -> !file.name().contains("benchmarks"))
        .filter(file -> !file.name().endsWith("module-info.java"))
        .forEach(file -> check(file, found));
    assertThat(found).isEmpty();
  }

  private static void check(Sources.File file, List<String> found) {
    String[] lines = withoutTextBlocks(file.text()).split("\n", -1);
    Deque<Open> open = new ArrayDeque<>();
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i];
      int indent = indent(line);
      while (!open.isEmpty() && line.startsWith("}", indent) && indent == open.peek().indent()) {
        open.pop();
        break;
      }
      Matcher type = TYPE.matcher(line);
      boolean member = !open.isEmpty() && indent == open.peek().indent() + 2;
      if (type.find() && (open.isEmpty() || member)) {
        boolean outer = open.isEmpty() || open.peek().visible();
        boolean isVisible =
            outer
                && (line.contains("public ")
                    || line.contains("protected ")
                    || (!open.isEmpty() && open.peek().constants()));
        if (isVisible) {
          checkDocumented(file, lines, i, type.group(4), found);
        }
        if (!opensAndCloses(lines, i)) {
          open.push(new Open(indent, isVisible, type.group(3)));
        }
      } else if (member && open.peek().visible() && isMember(line, open.peek())) {
        checkMember(file, lines, i, found);
      }
    }
  }

  private static boolean isMember(String line, Open type) {
    String text = line.strip();
    if (text.startsWith("public ") || text.startsWith("protected ")) {
      return true;
    }
    if (type.kind().equals("enum") && text.matches("[A-Z][A-Z0-9_]*(?:\\(.*|[,;]| \\{)?")) {
      return true;
    }
    // the members of an interface are public by themselves
    return type.constants()
        && text.matches("(?:default |static |<).*|[A-Z\\w<>.,?@ \\[\\]]+ \\w+(?:\\(.*| = .*|;)")
        && !text.startsWith("return ")
        && !text.startsWith("private ");
  }

  private static void checkMember(Sources.File file, String[] lines, int line, List<String> found) {
    if (hasAnnotation(lines, line, "@Override")) {
      return;
    }
    String declaration = declaration(lines, line);
    Matcher name = Pattern.compile("(\\w+)\\s*(?:[({=;]|$)").matcher(declaration);
    String called = name.find() ? name.group(1) : declaration;
    String comment = checkDocumented(file, lines, line, called, found);
    boolean constant = declaration.matches("[A-Z][A-Z0-9_]*(?:\\W.*)?");
    if (comment.isEmpty()
        || constant
        || !declaration.contains("(")
        || declaration.contains(" = ")) {
      return;
    }
    String inside =
        declaration
            .substring(declaration.indexOf('(') + 1, declaration.lastIndexOf(')'))
            .replaceAll("<[^()]*?>(?=[ .\\[])", "")
            .replaceAll("\\([^)]*\\)", "");
    for (String parameter : inside.isBlank() ? new String[0] : inside.split(",")) {
      Matcher matcher = PARAMETER.matcher(parameter.strip());
      if (matcher.find() && !comment.contains("@param " + matcher.group(1))) {
        found.add(place(file, line) + called + " lacks @param " + matcher.group(1));
      }
    }
    String before = declaration.substring(0, declaration.indexOf('(')).strip();
    boolean constructor =
        before.split(" ").length <= 2 && before.matches("(?:public|protected) \\w+");
    if (!constructor && !before.matches(".*\\bvoid \\w+") && !comment.contains("@return")) {
      found.add(place(file, line) + called + " lacks @return");
    }
  }

  /** Returns the Javadoc in front of a declaration; notes it if it is missing, and returns "". */
  private static String checkDocumented(
      Sources.File file, String[] lines, int line, String name, List<String> found) {
    int above = line - 1;
    // the lines of an annotation are further in than the declaration
    while (above >= 0
        && !lines[above].contains("*/")
        && !(indent(lines[above]) <= indent(lines[line]) && endsDeclaration(lines[above]))) {
      above--;
    }
    if (above < 0 || !lines[above].contains("*/")) {
      found.add(place(file, line) + name + " has no Javadoc");
      return "";
    }
    StringBuilder comment = new StringBuilder();
    for (int i = above; i >= 0; i--) {
      comment.insert(0, lines[i] + "\n");
      if (lines[i].contains("/**")) {
        return comment.toString();
      }
    }
    return "";
  }

  private static boolean endsDeclaration(String line) {
    String text = line.strip();
    if (text.startsWith("@")) {
      return false; // an annotation of several lines
    }
    return text.isEmpty() || text.endsWith(";") || text.equals("}") || text.endsWith("{");
  }

  private static boolean hasAnnotation(String[] lines, int line, String annotation) {
    for (int i = line - 1; i >= 0 && lines[i].strip().startsWith("@"); i--) {
      if (lines[i].contains(annotation)) {
        return true;
      }
    }
    return false;
  }

  /** A declaration up to its body, on one line. */
  private static String declaration(String[] lines, int line) {
    StringBuilder text = new StringBuilder();
    for (int i = line; i < lines.length; i++) {
      text.append(lines[i].strip()).append(' ');
      if (lines[i].stripTrailing().endsWith("{")
          || lines[i].stripTrailing().endsWith(";")
          || lines[i].contains("{}")) {
        break;
      }
    }
    String whole = text.toString();
    int body = whole.indexOf('{');
    return (body < 0 ? whole : whole.substring(0, body)).strip();
  }

  /** Returns whether a type's body ends where it begins. */
  private static boolean opensAndCloses(String[] lines, int line) {
    for (int i = line; i < lines.length; i++) {
      String text = lines[i].stripTrailing();
      if (text.endsWith("{}")) {
        return true;
      } else if (text.endsWith("{")) {
        return false;
      }
    }
    return true;
  }

  private static String withoutTextBlocks(String text) {
    Matcher block = Pattern.compile("\"\"\"\\n.*?\"\"\"", Pattern.DOTALL).matcher(text);
    return block.replaceAll(
        found ->
            Matcher.quoteReplacement(
                "\"\"" + "\n".repeat((int) found.group().chars().filter(c -> c == '\n').count())));
  }

  private static int indent(String line) {
    int indent = 0;
    while (indent < line.length() && line.charAt(indent) == ' ') {
      indent++;
    }
    return indent;
  }

  private static String place(Sources.File file, int line) {
    return file.name() + ":" + (line + 1) + ": ";
  }
}
