package dev.signalbox.artifacts.serving;

import dev.signalbox.accounts.InstallationUsers;
import dev.signalbox.artifacts.ArtifactHeaders;
import dev.signalbox.artifacts.ArtifactKey;
import dev.signalbox.artifacts.ArtifactLinks;
import dev.signalbox.artifacts.ArtifactListing;
import dev.signalbox.artifacts.ArtifactStore;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.web.ClientConnection;
import dev.signalbox.web.DownloadAbortedException;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.HeadRequest;
import dev.signalbox.web.ObjectNotFoundException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Saves a folder as a ZIP file. */
@Controller
class FolderZipController {

  private final ObjectProvider<ArtifactStore> store;
  private final InstallationUsers users;
  private final ActiveTransfers transfers;
  private final FlashCookie flashes;

  FolderZipController(
      ObjectProvider<ArtifactStore> store,
      InstallationUsers users,
      ActiveTransfers transfers,
      FlashCookie flashes) {
    this.store = store;
    this.users = users;
    this.transfers = transfers;
    this.flashes = flashes;
  }

  @GetMapping("/artifact-files/folder.zip")
  @Nullable String save(
      @RequestParam(defaultValue = "") String prefix,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    @Nullable ArtifactStore configured = store.getIfAvailable();
    Optional<String> folder = ArtifactLinks.read(prefix).filter(ArtifactKey::isFolder);
    if (configured == null || folder.isEmpty()) {
      throw new ObjectNotFoundException(
          "folder", "The requested folder", ArtifactLinks.LIST, "artifacts");
    }
    UUID user = users.current().orElseThrow().id();
    if (!transfers.canStart(user)) {
      return refuse(
          folder.get(),
          "You have several artifact downloads running. Wait for one to finish, then try again.",
          response);
    }
    ArtifactTransfer transfer = transfers.start(user, ClientConnection.of(request));
    try {
      send(new FolderZip(configured, folder.get(), transfer), folder.get(), request, response);
    } finally {
      transfers.end(transfer);
    }
    return null;
  }

  private String refuse(String folder, String why, HttpServletResponse response) {
    flashes.add(response, FlashMessage.error(why));
    return "redirect:" + ArtifactLinks.folder(folder);
  }

  private static void send(
      FolderZip zip, String folder, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      ArtifactListing beginning = zip.begin();
      ArtifactHeaders.ofDownload("application/zip", FolderZip.fileName(folder))
          .forEach(response::setHeader);
      if (!HeadRequest.isHead(request)) {
        OutputStream body = response.getOutputStream();
        response.flushBuffer();
        zip.write(beginning, body);
      }
    } catch (RemoteSystemException e) {
      if (!response.isCommitted()) {
        throw e;
      }
      throw new DownloadAbortedException(String.valueOf(e.getMessage()), e);
    } catch (ArtifactTransfer.TransferAbortedException e) {
      // the response must not look complete
      response.flushBuffer();
      throw new DownloadAbortedException(String.valueOf(e.getMessage()), e);
    }
  }
}
