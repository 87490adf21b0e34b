package dev.signalbox.artifacts.browsing;

import dev.signalbox.web.StatusLabel;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The test results in a file of the JUnit XML format.
 *
 * @param cases failures and errors first; at most {@link #MAX_CASES}
 * @param tests number of test cases that were read, at most 200,000
 */
record TestReport(List<Case> cases, int tests, int failures, int skipped) {

  static final int MAX_CASES = 2_000;

  private static final int MAX_MESSAGE = 2_000;
  private static final int MAX_TESTS = 200_000;
  private static final Set<String> ROOTS = Set.of("testsuites", "testsuite");

  /** Without document types, which could refer to files and other servers, or grow. */
  private static final XMLInputFactory FACTORY = factory();

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    return factory;
  }

  /** Parses a file. Empty if it is not valid XML, or of another format. */
  static Optional<TestReport> parse(String text) {
    try {
      return new Parser(FACTORY.createXMLStreamReader(new StringReader(text))).parse();
    } catch (XMLStreamException e) {
      return Optional.empty();
    }
  }

  /** Returns the numbers of tests, such as "120 tests · 2 failed · 0 skipped". */
  public String summary() {
    return "%,d %s · %,d failed · %,d skipped"
            .formatted(tests, tests == 1 ? "test" : "tests", failures, skipped)
        + (cases.size() < tests ? " · first %,d listed".formatted(cases.size()) : "");
  }

  /** The result of a test case, in the words of the format. */
  enum Result {
    ERROR,
    FAILURE,
    SKIPPED,
    PASSED
  }

  /**
   * A test case.
   *
   * @param seconds duration; empty if it is unknown
   * @param message of the failure, shortened; empty if there is none
   */
  record Case(String suite, String name, String seconds, Result result, String message) {

    /** The result with icon and color. */
    public StatusLabel status() {
      return switch (result) {
        case ERROR -> StatusLabel.bad("Error");
        case FAILURE -> StatusLabel.bad("Failure");
        case SKIPPED -> StatusLabel.off("Skipped");
        case PASSED -> StatusLabel.ok("Passed");
      };
    }
  }

  private static final class Parser {

    private final XMLStreamReader xml;
    private final List<Case> notPassed = new ArrayList<>();
    private final List<Case> passed = new ArrayList<>();
    private int tests;
    private int failures;
    private int skipped;
    private String suite = "";
    private boolean hasRoot;

    Parser(XMLStreamReader xml) {
      this.xml = xml;
    }

    Optional<TestReport> parse() throws XMLStreamException {
      while (xml.hasNext() && tests < MAX_TESTS) {
        int event = xml.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          if (!hasRoot && !ROOTS.contains(xml.getLocalName())) {
            return Optional.empty();
          }
          hasRoot = true;
          start(xml.getLocalName());
        }
      }
      notPassed.sort(Comparator.comparing(Case::result));
      List<Case> all = new ArrayList<>(notPassed);
      passed.stream().limit(MAX_CASES - (long) all.size()).forEach(all::add);
      return Optional.of(new TestReport(List.copyOf(all), tests, failures, skipped));
    }

    private void start(String element) throws XMLStreamException {
      if (element.equals("testsuite")) {
        suite = attribute("name");
      } else if (element.equals("testcase")) {
        add(readCase());
      }
    }

    private Case readCase() throws XMLStreamException {
      String className = attribute("classname");
      String name = attribute("name");
      String seconds = seconds(attribute("time"));
      Result result = Result.PASSED;
      StringBuilder message = new StringBuilder();
      boolean isMessage = false;
      for (int depth = 1; depth > 0 && xml.hasNext(); ) {
        int event = xml.next();
        if (event == XMLStreamConstants.END_ELEMENT) {
          depth--;
          isMessage &= depth > 1;
        } else if (event == XMLStreamConstants.START_ELEMENT) {
          depth++;
          @Nullable Result other = result(xml.getLocalName());
          if (other != null && depth == 2) {
            result = other;
            isMessage = true;
            message.append(attribute("message")).append('\n');
          }
        } else if (isMessage
            && (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA)
            && message.length() <= MAX_MESSAGE) {
          message.append(xml.getText());
        }
      }
      String text = message.toString().strip();
      return new Case(
          className.isEmpty() ? suite : className,
          name,
          seconds,
          result,
          text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "…");
    }

    private void add(Case result) {
      tests++;
      switch (result.result()) {
        case ERROR, FAILURE -> failures++;
        case SKIPPED -> skipped++;
        case PASSED -> {}
      }
      List<Case> list = result.result() == Result.PASSED ? passed : notPassed;
      if (list.size() < MAX_CASES) {
        list.add(result);
      }
    }

    private static @Nullable Result result(String element) {
      return switch (element) {
        case "error" -> Result.ERROR;
        case "failure" -> Result.FAILURE;
        case "skipped" -> Result.SKIPPED;
        default -> null;
      };
    }

    private static String seconds(String time) {
      try {
        // not 1e999999999, whose digits would fill the memory
        return !time.matches("[0-9.]{1,20}") ? "" : new BigDecimal(time).toPlainString() + " s";
      } catch (NumberFormatException e) {
        return "";
      }
    }

    private String attribute(String name) {
      return Objects.requireNonNullElse(xml.getAttributeValue(null, name), "");
    }
  }
}
