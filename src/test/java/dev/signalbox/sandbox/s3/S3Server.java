package dev.signalbox.sandbox.s3;

import com.google.common.io.ByteSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobApiMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.domain.BlobBuilder;
import org.jspecify.annotations.Nullable;

/** A real S3 server, S3Proxy, whose only bucket is in a folder. Checks AWS signatures. */
public final class S3Server implements AutoCloseable {

  public static final String BUCKET = "acme-ci-artifacts";
  public static final String KEY = "AKIASANDBOX";
  public static final String SECRET = "a secret key of the sandbox";

  private final BlobStoreContext context;
  private final S3Proxy server;

  private S3Server(BlobStoreContext context, S3Proxy server) {
    this.context = context;
    this.server = server;
  }

  /**
   * Starts a server.
   *
   * @param folder created if it does not exist
   * @param port 0 for a free one
   */
  public static S3Server start(Path folder, int port) {
    return start(folder, port, UnaryOperator.identity());
  }

  /**
   * Starts a server with a decorated store.
   *
   * @param folder created if it does not exist
   * @param port 0 for a free one
   * @param decorator returns the store from which objects are read
   */
  public static S3Server start(Path folder, int port, UnaryOperator<BlobStore> decorator) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Properties settings = new Properties();
    settings.setProperty("jclouds.filesystem.basedir", folder.toString());
    BlobStoreContext context =
        // not by name, which would load the providers of other stores
        ContextBuilder.newBuilder(new FilesystemNio2BlobApiMetadata())
            .credentials("unused", "unused")
            .overrides(settings)
            .build(BlobStoreContext.class);
    context.getBlobStore().createContainerInLocation(null, BUCKET);
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(decorator.apply(context.getBlobStore()))
            .endpoint(URI.create("http://127.0.0.1:" + port))
            .awsAuthentication(AuthenticationType.AWS_V4, KEY, SECRET)
            .build();
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("S3Proxy did not start.", e);
    }
    return new S3Server(context, server);
  }

  /** Returns the endpoint. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  /** Stores an object without a declared type. */
  public void put(String key, byte[] content) {
    put(key, content, null, null);
  }

  /**
   * Stores an object.
   *
   * @param contentType any text, or null
   * @param contentEncoding the encoding of the content, or null
   */
  public void put(
      String key, byte[] content, @Nullable String contentType, @Nullable String contentEncoding) {
    put(key, ByteSource.wrap(content), contentType, contentEncoding);
  }

  /** Stores an object whose content may be larger than the memory. */
  public void put(
      String key,
      ByteSource content,
      @Nullable String contentType,
      @Nullable String contentEncoding) {
    try {
      BlobStore store = context.getBlobStore();
      BlobBuilder.PayloadBlobBuilder blob =
          store.blobBuilder(key).payload(content).contentLength(content.size());
      if (contentType != null) {
        blob.contentType(contentType);
      }
      if (contentEncoding != null) {
        blob.contentEncoding(contentEncoding);
      }
      store.putBlob(BUCKET, blob.build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void delete(String key) {
    context.getBlobStore().removeBlob(BUCKET, key);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("S3Proxy did not stop.", e);
    }
    context.close();
  }
}
