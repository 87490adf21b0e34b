package dev.signalbox.audit.export;

import dev.signalbox.audit.NewEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How an event is written as a line of a file. PostgreSQL makes the line, we only end it. */
public enum Layout {
  /** The guide's fields in the guide's order, every one in quotes, lines ended by CR LF. */
  CSV(
      "action, actor, target, payload, occurred, metadata, id, version, scope, success::text,"
          + " request",
      "format csv, force_quote *") {
    @Override
    String headerText() {
      return "\"action\",\"actor\",\"target\",\"payload\",\"occurred_at\",\"metadata\",\"id\","
          + "\"version\",\"scope\",\"success\",\"request\"\r\n";
    }

    @Override
    String lineText(NewEvent event) {
      return Stream.of(
                  event.action(),
                  event.json().actor(),
                  event.json().target(),
                  event.json().payload(),
                  event.occurred(),
                  event.json().metadata(),
                  event.id().toString(),
                  String.valueOf(event.version()),
                  event.json().scope(),
                  String.valueOf(event.success()),
                  event.json().request())
              // as COPY does: null has no quotes
              .map(text -> text == null ? "" : '"' + text.replace("\"", "\"\"") + '"')
              .collect(Collectors.joining(","))
          + "\r\n";
    }

    @Override
    void write(byte[] row, OutputStream out) throws IOException {
      out.write(row, 0, row.length - 1);
      out.write('\r');
      out.write('\n');
    }
  },
  /** One JSON object a line, without loss; what is null is left out. */
  JSON_LINES(
      """
      concat('{"action":"', action, '","actor":', actor, ',"target":', target, ',"payload":', payload,
        ',"occurred_at":"', occurred, '","metadata":', metadata, ',"id":"', id, '","version":', version,
        ',"scope":' || scope, ',"success":', success::text, ',"request":' || request, '}')""",
      // JSON has neither of the two characters unescaped, so the line comes as it is
      "format csv, quote e'\\x01', escape e'\\x01', delimiter e'\\x02'") {
    @Override
    String headerText() {
      return "";
    }

    @Override
    String lineText(NewEvent event) {
      return "{\"action\":\"%s\",\"actor\":%s,\"target\":%s,\"payload\":%s,\"occurred_at\":\"%s\","
              .formatted(
                  event.action(),
                  event.json().actor(),
                  event.json().target(),
                  event.json().payload(),
                  event.occurred())
          + "\"metadata\":%s,\"id\":\"%s\",\"version\":%d%s,\"success\":%b%s}\n"
              .formatted(
                  event.json().metadata(),
                  event.id(),
                  event.version(),
                  event.json().scope() == null ? "" : ",\"scope\":" + event.json().scope(),
                  event.success(),
                  event.json().request() == null ? "" : ",\"request\":" + event.json().request());
    }

    @Override
    void write(byte[] row, OutputStream out) throws IOException {
      if (row[0] != QUOTE) {
        out.write(row);
        return;
      }
      // somebody sent JSON with line ends between its parts: for one line they become spaces
      ByteArrayOutputStream line = new ByteArrayOutputStream(row.length);
      for (int at = 1; at < row.length - 2; at++) {
        line.write(row[at] == '\n' || row[at] == '\r' ? ' ' : row[at]);
      }
      line.write('\n');
      out.write(line.toByteArray());
    }
  };

  private static final byte QUOTE = 1;

  private final String columns;
  private final String options;

  Layout(String columns, String options) {
    this.columns = columns;
    this.options = options;
  }

  /** The first line, or nothing. */
  public byte[] header() {
    return headerText().getBytes(StandardCharsets.UTF_8);
  }

  /** A single event, byte for byte as the database would write it. */
  byte[] line(NewEvent event) {
    return lineText(event).getBytes(StandardCharsets.UTF_8);
  }

  abstract String headerText();

  abstract String lineText(NewEvent event);

  /** Writes one row of COPY, which ends with a line feed. */
  abstract void write(byte[] row, OutputStream out) throws IOException;

  /**
   * The statement that reads events, oldest first.
   *
   * @param where conditions in SQL, without any value of a person in it
   */
  public String copy(String where) {
    return "copy (select %s from audit_event where %s order by occurred_at, id) to stdout (%s)"
        .formatted(columns, where, options);
  }
}
