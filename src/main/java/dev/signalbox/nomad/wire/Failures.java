package dev.signalbox.nomad.wire;

import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.outside.OutsideWorldException.Conflicting;
import dev.signalbox.outside.OutsideWorldException.Missing;
import dev.signalbox.outside.OutsideWorldException.Refused;
import dev.signalbox.outside.OutsideWorldException.Unexpected;
import dev.signalbox.outside.OutsideWorldException.Unreachable;
import dev.signalbox.settings.Settings;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What a failure of Nomad means to us, and what the operator can do. Nomad's own words decide more
 * than its status: it answers 404 and 500 for the same thing, depending on its version.
 */
final class Failures {

  private static final int LONGEST = 500;

  static final String LIMIT_ADVICE =
      "look at limits.http_max_conns_per_client of the Nomad servers, 100 by default: every"
          + " program behind this address counts; a console needs 40";

  private static final String LEADER_ADVICE =
      "look at the Nomad servers: without a leader they decide nothing; most of them must be up and"
          + " reach each other on port 4648";

  private static final List<String> MISSING =
      List.of(
          "node not found",
          "unknown node",
          "no path to node",
          "unknown allocation",
          "alloc not found",
          "allocation not found",
          "job not found",
          "unknown job",
          "eval not found",
          "unknown task",
          "could not find task",
          "not found on client",
          "not started yet",
          "no logs available",
          "log collection is disabled",
          "logging is disabled",
          "no such file",
          "must be 36 characters",
          "uuid lookup failed");

  private static final List<String> CONFLICTING =
      List.of(
          "while it is draining",
          "task not running",
          "isn't running",
          "is not running",
          "already terminal",
          "enforcing job modify index");

  private static final List<String> LEADERLESS =
      List.of("no cluster leader", "no leader", "not ready for consistent reads");

  private static final List<String> APART =
      List.of("rpc error: eof", "connection refused", "i/o timeout", "context deadline exceeded");

  private final @Nullable String address;
  private final boolean anonymous;
  private final List<String> secrets;

  Failures(Settings.Nomad settings) {
    this.address = settings.address() == null ? null : settings.address().toString();
    this.anonymous = settings.token() == null;
    this.secrets =
        Stream.of(settings.token(), settings.httpAuth())
            .filter(secret -> secret != null && !secret.reveal().isEmpty())
            .flatMap(secret -> Stream.of(secret.reveal(), base64(secret.reveal())))
            .toList();
  }

  /** No Nomad is named. */
  OutsideWorldException unset(Ask ask) {
    return new Unreachable(
        ask.attempt(),
        "nothing: NOMAD_ADDR is not set",
        "set NOMAD_ADDR to where the servers answer, such as http://nomad.acme.example:4646",
        null);
  }

  /** An answer that is none of those asked for. */
  OutsideWorldException answered(Ask ask, Refusal refusal) {
    String text = refusal.text().toLowerCase(Locale.ROOT);
    String told = told(refusal);
    int status = refusal.status();
    if (has(text, LEADERLESS)) {
      return new Unreachable(ask.attempt(), told, LEADER_ADVICE, null);
    }
    if (has(text, CONFLICTING) || status == 409) {
      return new Conflicting(ask.attempt(), told, "reload the page and look again", null);
    }
    if (has(text, MISSING)) {
      return new Missing(ask.attempt(), told, missingAdvice(text), null);
    }
    if (has(text, APART) && status >= 500) {
      return new Unreachable(
          ask.attempt(), told, "look whether the servers and the client reach each other", null);
    }
    return byStatus(ask, refusal, text, told);
  }

  private OutsideWorldException byStatus(Ask ask, Refusal refusal, String text, String told) {
    return switch (refusal.status()) {
      case 401, 403 -> new Refused(ask.attempt(), told, rightAdvice(ask, refusal, text), null);
      case 404 ->
          text.isEmpty()
              ? new Unexpected(ask.attempt(), told, addressAdvice(), null)
              : new Missing(ask.attempt(), told, missingAdvice(text), null);
      case 429 -> new Unreachable(ask.attempt(), told, LIMIT_ADVICE, null);
      case 502, 503, 504 ->
          new Unreachable(
              ask.attempt(), told, "look whether the Nomad servers behind it are up", null);
      case 501 -> new Unexpected(ask.attempt(), told, "do without: this Nomad cannot do it", null);
      default ->
          new Unexpected(
              ask.attempt(),
              told,
              refusal.status() < 400 && refusal.status() > 0
                  ? addressAdvice()
                  : "look at the log of the Nomad server that answered",
              null);
    };
  }

  /** The connection failed or went silent. */
  OutsideWorldException broken(Ask ask, IOException failure) {
    if (failure instanceof MeteredStream.TooLong) {
      return new Unexpected(
          ask.attempt(), text(failure), "look at it with Nomad's own command", null);
    }
    String advice =
        failure instanceof SSLException
            ? "look at NOMAD_CACERT, NOMAD_TLS_SERVER_NAME and the console's own certificate"
            : "look whether " + address + " is up and reachable from the console";
    String said =
        failure instanceof SocketTimeoutException
            ? "no answer from " + address + " in time: " + text(failure)
            : "no answer from " + address + ": " + text(failure);
    return new Unreachable(ask.attempt(), said, arrived(ask, advice), harmless(failure));
  }

  /** The connection was closed without a word. */
  OutsideWorldException closed(Ask ask, IOException failure) {
    return new Unreachable(
        ask.attempt(),
        "nothing: " + address + " closed the connection",
        arrived(
            ask, "look whether it is up; older servers do so at their limit, too: " + LIMIT_ADVICE),
        harmless(failure));
  }

  /** All of our own connections are in use. */
  OutsideWorldException busy(Ask ask) {
    return new Unreachable(
        ask.attempt(),
        "nothing: all of the console's connections to Nomad are in use",
        "wait a moment, or close logs that nobody reads",
        null);
  }

  /** What came is not HTTP, or not a kind of it that can be trusted. */
  OutsideWorldException strange(Ask ask, String what) {
    return new Unexpected(ask.attempt(), scrubbed(what), addressAdvice(), null);
  }

  /** What came is not JSON, or not the JSON that was asked for. */
  OutsideWorldException unreadable(Ask ask, String where) {
    return new Unexpected(
        ask.attempt(), "an answer that cannot be read, " + where, addressAdvice(), null);
  }

  private String told(Refusal refusal) {
    String text = refusal.text().isBlank() ? "(no words)" : refusal.text().strip();
    String moved = refusal.location() == null ? "" : ", leading to " + refusal.location();
    String all = (refusal.status() == 0 ? "" : refusal.status() + moved + ": ") + text;
    String scrubbed = scrubbed(all);
    return scrubbed.length() <= LONGEST ? scrubbed : scrubbed.substring(0, LONGEST);
  }

  private String rightAdvice(Ask ask, Refusal refusal, String text) {
    if (text.contains("token not found") || text.contains("token expired")) {
      return "set NOMAD_TOKEN to a token that these servers know";
    }
    if (refusal.status() == 401) {
      return "look at NOMAD_HTTP_AUTH: something in front of Nomad wants a name and a password";
    }
    String needed = ask.right().isEmpty() ? "" : " that has " + ask.right();
    return anonymous
        ? "set NOMAD_TOKEN to an ACL token" + needed
        : "give the console's ACL token a policy" + needed;
  }

  private static String missingAdvice(String text) {
    if (text.contains("no path to node") || text.contains("unknown node")) {
      return "look whether the client is up: the servers have no connection from it";
    }
    if (text.contains("not started") || text.contains("no logs") || text.contains("no such file")) {
      return "wait until the task has started";
    }
    return "go back to the list: it may have been removed meanwhile";
  }

  private String addressAdvice() {
    return "look whether NOMAD_ADDR is that of a Nomad server: " + address;
  }

  private static String arrived(Ask ask, String advice) {
    return ask.changes() ? "see first whether it was done all the same; then " + advice : advice;
  }

  private String text(IOException failure) {
    @Nullable String message = failure.getMessage();
    return scrubbed(message == null ? failure.getClass().getSimpleName() : message);
  }

  /** The cause for the log, unless it quotes what must not be there. */
  private @Nullable IOException harmless(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    return scrubbed(message).equals(message) ? failure : null;
  }

  private String scrubbed(String text) {
    String scrubbed = text;
    for (String secret : secrets) {
      scrubbed = scrubbed.replace(secret, "(secret)");
    }
    return scrubbed;
  }

  private static boolean has(String text, List<String> words) {
    return words.stream().anyMatch(text::contains);
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
