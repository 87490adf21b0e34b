package dev.signalbox.audit.export;

import dev.signalbox.audit.NewEvent;
import dev.signalbox.web.CsvWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The line formats of events. PostgreSQL formats the line; only its end is changed. */
public enum LineFormat {
  /** RFC 4180, all fields quoted, in the order that CircleCI server documents, then the sender. */
  CSV(
      "action, actor, target, payload, occurred, metadata, id, version, scope, success::text,"
          + " request, coalesce(by_name, by_id), "
          + LineFormat.RECEIVED_AT,
      "format csv, force_quote *") {
    @Override
    String headerText() {
      return "\"action\",\"actor\",\"target\",\"payload\",\"occurred_at\",\"metadata\",\"id\","
          + "\"version\",\"scope\",\"success\",\"request\",\"sent_by\",\"received_at\"\r\n";
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
                  event.json().request(),
                  // Signalbox wrote it
                  null,
                  null)
              // as COPY does: null is not quoted
              .map(text -> text == null ? "" : CsvWriter.quoted(text))
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
  /** One JSON object per line, lossless; null fields are left out. */
  JSON_LINES(
      """
      concat('{"action":"', action, '","actor":', actor, ',"target":', target, ',"payload":', payload,
        ',"occurred_at":"', occurred, '","metadata":', metadata, ',"id":"', id, '","version":', version,
        ',"scope":' || scope, ',"success":', success::text, ',"request":' || request,
        ',"sent_by":' || to_json(coalesce(by_name, by_id)), ',"received_at":"' || %s || '"', '}')\
      """
          .formatted(LineFormat.RECEIVED_AT),
      // JSON has neither character unescaped, so COPY changes nothing
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
      // replaces line breaks between JSON tokens, which are valid, by spaces
      ByteArrayOutputStream line = new ByteArrayOutputStream(row.length);
      for (int at = 1; at < row.length - 2; at++) {
        line.write(row[at] == '\n' || row[at] == '\r' ? ' ' : row[at]);
      }
      line.write('\n');
      out.write(line.toByteArray());
    }
  };

  private static final byte QUOTE = 1;
  private static final String RECEIVED_AT =
      "to_char(brought_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";

  private final String columns;
  private final String options;

  LineFormat(String columns, String options) {
    this.columns = columns;
    this.options = options;
  }

  /** Returns the header line, or no bytes. */
  public byte[] header() {
    return headerText().getBytes(StandardCharsets.UTF_8);
  }

  /** Formats an event, byte for byte as the database does. */
  byte[] line(NewEvent event) {
    return lineText(event).getBytes(StandardCharsets.UTF_8);
  }

  abstract String headerText();

  abstract String lineText(NewEvent event);

  /** Writes one row of COPY output, which ends with a line feed. */
  abstract void write(byte[] row, OutputStream out) throws IOException;

  /**
   * Returns a COPY statement that reads events with their senders, oldest first.
   *
   * @param where an SQL condition without user input
   */
  public String copy(String where) {
    return "copy (select %s from audit_event left join audit_brought using (batch) where %s order by occurred_at, id) to stdout (%s)"
        .formatted(columns, where, options);
  }
}
