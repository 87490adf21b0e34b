package dev.signalbox.artifacts.serving;

import dev.signalbox.accounts.InstallationUsers;
import dev.signalbox.accounts.Operator;
import dev.signalbox.artifacts.ArtifactHeaders;
import dev.signalbox.artifacts.ArtifactKey;
import dev.signalbox.artifacts.ArtifactLinks;
import dev.signalbox.artifacts.ArtifactStore;
import dev.signalbox.artifacts.policy.CurrentPolicy;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.web.ClientConnection;
import dev.signalbox.web.ClientDisconnects;
import dev.signalbox.web.DownloadAbortedException;
import dev.signalbox.web.ErrorId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Serves artifacts, or redirects to a signed link on their separate origin. */
@Controller
class ArtifactController {

  private static final Logger log = LoggerFactory.getLogger(ArtifactController.class);

  private final ObjectProvider<ArtifactStore> store;
  private final CurrentPolicy policy;
  private final ArtifactOrigin origin;
  private final SignedLinks links;
  private final InstallationUsers users;
  private final ActiveTransfers transfers;

  ArtifactController(
      ObjectProvider<ArtifactStore> store,
      CurrentPolicy policy,
      ArtifactOrigin origin,
      SignedLinks links,
      InstallationUsers users,
      ActiveTransfers transfers) {
    this.store = store;
    this.policy = policy;
    this.origin = origin;
    this.links = links;
    this.users = users;
    this.transfers = transfers;
  }

  @GetMapping("/artifacts/**")
  void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String path = request.getRequestURI();
    Optional<String> key =
        path.startsWith(ArtifactLinks.FILES)
            ? ArtifactKey.decode(path.substring(ArtifactLinks.FILES.length()))
            : Optional.of("");
    if (key.isEmpty()) {
      ArtifactErrorPage.write(request, response, HttpStatus.BAD_REQUEST);
    } else if (origin.receives(request)) {
      serveLink(key.get(), request, response);
    } else {
      serveUser(key.get(), request, response);
    }
  }

  private void serveUser(String key, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Operator user = users.current().orElseThrow();
    if (ArtifactKey.isFolder(key)) {
      redirect(response, ArtifactLinks.folder(key));
    } else if (origin.isSeparate()) {
      String query = links.sign(key, user.id()) + (isDownload(request) ? "&download" : "");
      redirect(response, origin.url(request.getRequestURI() + "?" + query));
    } else {
      send(key, user.id(), request, response);
    }
  }

  private void serveLink(String key, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (links.check(
        key,
        parameter(request, "user"),
        parameter(request, "expires"),
        parameter(request, "signature"))) {
      case SignedLinks.Validity.Valid valid -> {
        if (users.isAllowed(valid.user())) {
          send(key, valid.user(), request, response);
        } else {
          ArtifactErrorPage.write(request, response, HttpStatus.FORBIDDEN);
        }
      }
      // the console checks the access again, also for a player that continues on its page
      case SignedLinks.Validity.Expired expired -> {
        response.setHeader(ArtifactHeaders.RESOURCE_POLICY, ArtifactHeaders.EMBEDDABLE);
        redirect(
            response,
            origin.consoleUrl(request.getRequestURI() + (isDownload(request) ? "?download" : "")));
      }
      case SignedLinks.Validity.Invalid invalid ->
          ArtifactErrorPage.write(
              request,
              response,
              HttpStatus.FORBIDDEN,
              "This link is not valid. Open the artifact in Signalbox.");
    }
  }

  private void send(String key, UUID user, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    @Nullable ArtifactStore configured = store.getIfAvailable();
    if (configured == null) {
      ArtifactErrorPage.write(
          request,
          response,
          HttpStatus.NOT_FOUND,
          "No artifact storage is configured. An admin can set SIGNALBOX_ARTIFACTS_S3_BUCKET.");
      return;
    }
    ArtifactTransfer transfer = transfers.start(user, ClientConnection.of(request));
    try {
      new ArtifactSender(
              configured, policy.current(), origin.isSeparate(), transfer, request, response)
          .send(key);
    } catch (RemoteSystemException | IOException | ArtifactTransfer.TransferAbortedException e) {
      fail(e, transfer, request, response);
    } finally {
      transfers.end(transfer);
    }
  }

  /** Writes an error page, or closes the connection if a part of the artifact was sent. */
  private static void fail(
      Exception failure,
      ArtifactTransfer transfer,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (failure instanceof IOException write && ClientDisconnects.isCauseOfFailedWrite(write)) {
      throw write;
    }
    @Nullable String aborted = transfer.abortReason();
    if (response.isCommitted()) {
      throw new DownloadAbortedException(
          Objects.requireNonNullElse(aborted, String.valueOf(failure.getMessage())), failure);
    }
    log.warn("Error {}: {}", ErrorId.of(request), failure.getMessage());
    ArtifactErrorPage.write(
        request, response, aborted == null ? status(failure) : HttpStatus.FORBIDDEN);
  }

  private static HttpStatus status(Exception failure) {
    return switch (failure) {
      case RemoteSystemException.Unreachable e -> HttpStatus.SERVICE_UNAVAILABLE;
      case RemoteSystemException.NotFound e -> HttpStatus.NOT_FOUND;
      case RemoteSystemException.Conflict e -> HttpStatus.CONFLICT;
      // also content that can't be decoded
      default -> HttpStatus.BAD_GATEWAY;
    };
  }

  private static void redirect(HttpServletResponse response, String location) {
    response.setStatus(HttpStatus.FOUND.value());
    response.setHeader(HttpHeaders.LOCATION, location);
  }

  static boolean isDownload(HttpServletRequest request) {
    return request.getParameter("download") != null;
  }

  private static String parameter(HttpServletRequest request, String name) {
    return Objects.requireNonNullElse(request.getParameter(name), "");
  }
}
