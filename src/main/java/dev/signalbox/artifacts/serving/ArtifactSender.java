package dev.signalbox.artifacts.serving;

import dev.signalbox.artifacts.Artifact;
import dev.signalbox.artifacts.ArtifactContent;
import dev.signalbox.artifacts.ArtifactStore;
import dev.signalbox.artifacts.ByteRange;
import dev.signalbox.artifacts.ContentEncoding;
import dev.signalbox.artifacts.policy.ContentTypePolicy;
import dev.signalbox.web.HeadRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Sends one artifact: whole, in part or decoded, with constant memory. Nothing is sent before the
 * first bytes have arrived, so that a failure until then has its own status.
 */
final class ArtifactSender {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final ArtifactStore store;
  private final ContentTypePolicy policy;
  private final boolean isSeparateOrigin;
  private final ArtifactTransfer transfer;
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final RequestPreconditions preconditions;

  ArtifactSender(
      ArtifactStore store,
      ContentTypePolicy policy,
      boolean isSeparateOrigin,
      ArtifactTransfer transfer,
      HttpServletRequest request,
      HttpServletResponse response) {
    this.store = store;
    this.policy = policy;
    this.isSeparateOrigin = isSeparateOrigin;
    this.transfer = transfer;
    this.request = request;
    this.response = response;
    this.preconditions = new RequestPreconditions(request);
  }

  void send(String key) throws IOException {
    if (!HeadRequest.isHead(request) && !preconditions.exist()) {
      // one request to the store
      try (ArtifactContent content = transfer.open(() -> store.open(key, null, null))) {
        sendWhole(representation(content.artifact()), content);
      }
      return;
    }
    Representation representation = representation(store.find(key));
    if (preconditions.isNotModified(representation)) {
      setHeaders(representation);
      response.setStatus(HttpStatus.NOT_MODIFIED.value());
      return;
    }
    if (HeadRequest.isHead(request)) {
      describe(representation);
      return;
    }
    send(representation);
  }

  private void send(Representation representation) throws IOException {
    Artifact artifact = representation.artifact();
    @Nullable List<ByteRange> ranges =
        representation.supportsRanges()
            ? RangeHeader.parse(preconditions.range(representation), artifact.size())
            : null;
    if (ranges == null) {
      try (ArtifactContent content = open(artifact, null)) {
        sendWhole(representation, content);
      }
    } else if (ranges.isEmpty()) {
      response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + artifact.size());
      ArtifactErrorPage.write(request, response, HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE);
    } else if (ranges.size() == 1) {
      sendRange(representation, ranges.getFirst());
    } else {
      sendRanges(representation, ranges);
    }
  }

  private Representation representation(Artifact artifact) {
    return Representation.of(
        artifact,
        policy,
        ArtifactController.isDownload(request),
        isSeparateOrigin,
        ContentEncoding.of(artifact, request.getHeader(HttpHeaders.ACCEPT_ENCODING)));
  }

  private ArtifactContent open(Artifact artifact, @Nullable ByteRange range) {
    return transfer.open(() -> store.open(artifact.key(), range, artifact.etag()));
  }

  private void describe(Representation representation) throws IOException {
    if (representation.encoding().isUnsupported()) {
      ArtifactErrorPage.write(request, response, HttpStatus.NOT_ACCEPTABLE);
      return;
    }
    setHeaders(representation);
    if (!representation.encoding().isDecoded()) {
      response.setContentLengthLong(representation.artifact().size());
    }
  }

  private void sendWhole(Representation representation, ArtifactContent content)
      throws IOException {
    if (representation.encoding().isUnsupported()) {
      ArtifactErrorPage.write(request, response, HttpStatus.NOT_ACCEPTABLE);
      return;
    }
    boolean isDecoded = representation.encoding().isDecoded();
    InputStream bytes = isDecoded ? ContentEncoding.decode(content) : content;
    byte[] buffer = new byte[BUFFER_BYTES];
    int first = bytes.read(buffer);
    setHeaders(representation);
    if (!isDecoded) {
      response.setContentLengthLong(content.length());
    }
    copy(buffer, first, bytes);
  }

  private void sendRange(Representation representation, ByteRange range) throws IOException {
    try (ArtifactContent content = open(representation.artifact(), range)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      int first = content.read(buffer);
      setHeaders(representation);
      response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
      response.setHeader(HttpHeaders.CONTENT_RANGE, contentRange(representation, range));
      response.setContentLengthLong(range.length());
      copy(buffer, first, content);
    }
  }

  private void sendRanges(Representation representation, List<ByteRange> ranges)
      throws IOException {
    String boundary = UUID.randomUUID().toString();
    List<byte[]> heads =
        ranges.stream().map(range -> partHead(boundary, representation, range)).toList();
    byte[] end = "\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.US_ASCII);
    long length =
        end.length
            + heads.stream().mapToLong(head -> head.length).sum()
            + ranges.stream().mapToLong(ByteRange::length).sum();
    for (int i = 0; i < ranges.size(); i++) {
      try (ArtifactContent content = open(representation.artifact(), ranges.get(i))) {
        byte[] buffer = new byte[BUFFER_BYTES];
        int first = content.read(buffer);
        if (i == 0) {
          setHeaders(representation);
          response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
          response.setContentType("multipart/byteranges; boundary=" + boundary);
          response.setContentLengthLong(length);
        }
        response.getOutputStream().write(heads.get(i));
        copy(buffer, first, content);
      }
    }
    response.getOutputStream().write(end);
  }

  /** Sends a stream whose first bytes were read before the headers were set, to fail early. */
  private void copy(byte[] buffer, int read, InputStream from) throws IOException {
    for (int count = read; count >= 0; count = from.read(buffer)) {
      response.getOutputStream().write(buffer, 0, count);
    }
  }

  private static byte[] partHead(String boundary, Representation representation, ByteRange range) {
    return "\r\n--%s\r\nContent-Type: %s\r\nContent-Range: %s\r\n\r\n"
        .formatted(boundary, representation.contentType(), contentRange(representation, range))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String contentRange(Representation representation, ByteRange range) {
    return "bytes %d-%d/%d"
        .formatted(range.first(), range.last(), representation.artifact().size());
  }

  private void setHeaders(Representation representation) {
    representation.headers().forEach(response::setHeader);
    response.setHeader(HttpHeaders.ETAG, representation.etag());
    response.setDateHeader(
        HttpHeaders.LAST_MODIFIED, representation.artifact().lastModified().toEpochMilli());
    response.setHeader(
        HttpHeaders.ACCEPT_RANGES, representation.supportsRanges() ? "bytes" : "none");
    ContentEncoding encoding = representation.encoding();
    if (encoding.isEncoded()) {
      response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
      if (encoding.isAccepted()) {
        response.setHeader(HttpHeaders.CONTENT_ENCODING, encoding.name());
      }
    }
  }
}
