package dev.signalbox.nomad.http;

import dev.signalbox.nomad.NomadProperties;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.Conflict;
import dev.signalbox.remote.RemoteSystemException.Denied;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import dev.signalbox.remote.RemoteSystemException.Unexpected;
import dev.signalbox.remote.RemoteSystemException.Unreachable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Translates errors of the Nomad API into exceptions with advice for the operator. Error texts take
 * precedence over the status: Nomad returns 404 or 500 for the same error, depending on its
 * version.
 */
final class ErrorTranslator {

  private static final int MAX_LENGTH = 500;

  static final String LIMIT_ADVICE =
      "Check limits.http_max_conns_per_client of the Nomad servers (default 100 for all programs"
          + " behind one address; Signalbox uses up to 40).";

  private static final String LEADER_ADVICE =
      "Check the Nomad servers: there is no leader, so nothing is scheduled. A majority must be up"
          + " and reach each other on port 4648.";

  private static final List<String> NOT_FOUND =
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
          "log entry for task",
          "must be 36 characters",
          "uuid lookup failed");

  private static final List<String> CONFLICT =
      List.of(
          "while it is draining",
          "task not running",
          "isn't running",
          "is not running",
          "already terminal",
          "enforcing job modify index");

  private static final List<String> NO_CONNECTION =
      List.of("rpc error: eof", "connection refused", "i/o timeout", "context deadline exceeded");

  private final @Nullable String address;
  private final String region;
  private final TlsAdvice tls;
  private final boolean anonymous;
  private final List<String> secrets;

  ErrorTranslator(NomadProperties settings) {
    this.address = settings.addr() == null ? null : settings.addr().toString();
    this.region = Objects.requireNonNullElse(settings.region(), "");
    this.tls = new TlsAdvice(String.valueOf(address), settings.clientCert() != null);
    this.anonymous = settings.token() == null;
    this.secrets =
        Stream.of(settings.token(), settings.httpAuth())
            .filter(secret -> secret != null && !secret.reveal().isEmpty())
            .flatMap(secret -> Stream.of(secret.reveal(), base64(secret.reveal())))
            .toList();
  }

  RemoteSystemException notConfigured(NomadRequest request) {
    return new Unreachable(
        RemoteSystem.NOMAD,
        request.attempt(),
        "NOMAD_ADDR is not set",
        "Set NOMAD_ADDR to the URL of the servers, such as http://nomad.acme.example:4646.",
        null);
  }

  /** The response has a status that the request does not accept. */
  RemoteSystemException unexpectedStatus(NomadRequest request, UnexpectedStatusException error) {
    String text = error.text().toLowerCase(Locale.ROOT);
    String response = responseText(error);
    int status = error.status();
    if (SyncStatus.reportsNoLeader(text)) {
      return new Unreachable(
          RemoteSystem.NOMAD, request.attempt(), response, LEADER_ADVICE, status);
    }
    Optional<String> misconfiguration = misconfigurationAdvice(text);
    if (misconfiguration.isPresent()) {
      return new Unexpected(
          RemoteSystem.NOMAD, request.attempt(), response, misconfiguration.get(), status);
    }
    if (containsAny(text, CONFLICT) || status == 409) {
      return new Conflict(
          RemoteSystem.NOMAD,
          request.attempt(),
          response,
          "Reload the page and try again.",
          status);
    }
    if (containsAny(text, NOT_FOUND)) {
      return new NotFound(
          RemoteSystem.NOMAD, request.attempt(), response, notFoundAdvice(text), status);
    }
    if (containsAny(text, NO_CONNECTION) && status >= 500) {
      return new Unreachable(
          RemoteSystem.NOMAD,
          request.attempt(),
          response,
          "Check the network connection between the servers and the client.",
          status);
    }
    return translateStatus(request, error, text, response);
  }

  /** Returns advice for errors that a setting of Signalbox or of the servers causes. */
  private Optional<String> misconfigurationAdvice(String text) {
    if (text.contains("no path to region")) {
      return Optional.of(
          "Check NOMAD_REGION: these servers are not connected to a region named \""
              + region
              + "\".");
    }
    if (text.contains("http request to an https server")) {
      return Optional.of(
          "The servers require HTTPS. Set NOMAD_ADDR to a URL that starts with https://, and"
              + " NOMAD_CACERT to the certificate of their CA.");
    }
    return text.contains("raft_protocol")
        ? Optional.of("Set raft_protocol = 3 on every Nomad server, the default since 1.3.")
        : Optional.empty();
  }

  private RemoteSystemException translateStatus(
      NomadRequest request, UnexpectedStatusException error, String text, String response) {
    int status = error.status();
    return switch (status) {
      case 401, 403 ->
          new Denied(
              RemoteSystem.NOMAD,
              request.attempt(),
              response,
              permissionAdvice(request, error, text),
              status);
      case 404 ->
          text.isEmpty()
              ? new Unexpected(
                  RemoteSystem.NOMAD, request.attempt(), response, addressAdvice(), status)
              : new NotFound(
                  RemoteSystem.NOMAD, request.attempt(), response, notFoundAdvice(text), status);
      case 429 ->
          new Unreachable(RemoteSystem.NOMAD, request.attempt(), response, LIMIT_ADVICE, status);
      case 502, 503, 504 ->
          new Unreachable(
              RemoteSystem.NOMAD,
              request.attempt(),
              response,
              "Check that the Nomad servers behind the proxy are up.",
              status);
      case 501 ->
          new Unexpected(
              RemoteSystem.NOMAD,
              request.attempt(),
              response,
              "Not supported by this Nomad version.",
              status);
      default ->
          new Unexpected(
              RemoteSystem.NOMAD,
              request.attempt(),
              response,
              status < 400 && status > 0
                  ? addressAdvice()
                  : "Check the log of the Nomad server that responded.",
              status);
    };
  }

  RemoteSystemException connectionFailed(NomadRequest request, IOException failure) {
    if (failure instanceof LimitedInputStream.SizeLimitExceededException) {
      return new Unexpected(
          RemoteSystem.NOMAD, request.attempt(), text(failure), "Use the nomad CLI instead.", null);
    }
    String advice =
        failure instanceof SSLException
            ? tls.forHandshake(failure)
            : "Check that "
                + address
                + " is up and reachable from Signalbox."
                + tls.forLostConnection(failure);
    String response =
        failure instanceof SocketTimeoutException
            ? "no response from " + address + " in time: " + text(failure)
            : "no response from " + address + ": " + text(failure);
    return new Unreachable(
        RemoteSystem.NOMAD,
        request.attempt(),
        response,
        adviceFor(request, advice),
        withoutSecrets(failure));
  }

  /** The connection was closed without a response. */
  RemoteSystemException connectionClosed(NomadRequest request, IOException failure) {
    return new Unreachable(
        RemoteSystem.NOMAD,
        request.attempt(),
        "connection closed by " + address,
        adviceFor(
            request,
            "Check that the Nomad servers are running. If they are, they may have hit"
                + " limits.http_max_conns_per_client (default 100; Signalbox uses up to 40)."),
        withoutSecrets(failure));
  }

  RemoteSystemException poolExhausted(NomadRequest request) {
    return new Unreachable(
        RemoteSystem.NOMAD,
        request.attempt(),
        "all Nomad connections of Signalbox are in use",
        "Retry in a moment, or close log pages that are no longer needed.",
        null);
  }

  RemoteSystemException invalidHttp(NomadRequest request, String response) {
    return new Unexpected(
        RemoteSystem.NOMAD, request.attempt(), withoutSecrets(response), addressAdvice(), null);
  }

  RemoteSystemException unreadableResponse(NomadRequest request, String detail) {
    return new Unexpected(
        RemoteSystem.NOMAD,
        request.attempt(),
        "an unreadable response: " + detail,
        addressAdvice(),
        null);
  }

  private String responseText(UnexpectedStatusException error) {
    String text = error.text().isBlank() ? "(empty response)" : error.text().strip();
    String redirect = error.location() == null ? "" : ", redirect to " + error.location();
    String all = (error.status() == 0 ? "" : error.status() + redirect + ": ") + text;
    String scrubbed = withoutSecrets(all);
    return scrubbed.length() <= MAX_LENGTH ? scrubbed : scrubbed.substring(0, MAX_LENGTH);
  }

  private String permissionAdvice(
      NomadRequest request, UnexpectedStatusException error, String text) {
    if (text.contains("token not found") || text.contains("token expired")) {
      return "Set NOMAD_TOKEN to a token that exists in this cluster.";
    }
    if (error.status() == 401) {
      return "A proxy in front of Nomad requires basic auth. Set NOMAD_HTTP_AUTH.";
    }
    String needed = request.capability().isEmpty() ? "." : " with " + request.capability() + ".";
    return anonymous
        ? "Set NOMAD_TOKEN to an ACL token" + needed
        : "Give the ACL token of Signalbox a policy" + needed;
  }

  private static String notFoundAdvice(String text) {
    if (text.contains("no path to node") || text.contains("unknown node")) {
      return "Check that the client is up: it is not connected to the servers.";
    }
    if (text.contains("not started") || text.contains("no logs")) {
      return "Wait until the task has started.";
    }
    if (text.contains("no such file") || text.contains("not found on client")) {
      return "The client has no files of this allocation: Nomad deletes them some time after it"
          + " ends.";
    }
    return "Return to the list. It may have been removed in the meantime.";
  }

  private String addressAdvice() {
    return "Check that NOMAD_ADDR is the URL of a Nomad server: " + address;
  }

  /** A change may have been applied although no response arrived. */
  private static String adviceFor(NomadRequest request, String advice) {
    return request.isMutating()
        ? "Check first whether the change was applied anyway. " + advice
        : advice;
  }

  private String text(IOException failure) {
    @Nullable String message = failure.getMessage();
    return withoutSecrets(message == null ? failure.getClass().getSimpleName() : message);
  }

  /** Returns the cause for the log, or null if its message contains a secret. */
  private @Nullable IOException withoutSecrets(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    return withoutSecrets(message).equals(message) ? failure : null;
  }

  private String withoutSecrets(String text) {
    String scrubbed = text;
    for (String secret : secrets) {
      scrubbed = scrubbed.replace(secret, "(secret)");
    }
    return scrubbed;
  }

  private static boolean containsAny(String text, List<String> phrases) {
    return phrases.stream().anyMatch(text::contains);
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
