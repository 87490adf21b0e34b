/**
 * A fake Kubernetes API server for tests. {@link dev.signalbox.sandbox.kubernetes.FakeCluster}
 * serves objects over real sockets, with discovery, access reviews, selectors, paging, patches,
 * server-side apply, strict field validation, watches (WebSocket and HTTP) and fault injection.
 *
 * <p>The CRUD mock of fabric8 is not used: it ignores set selectors, dry runs and versions of
 * watches, has no server-side apply, and can't close or freeze a connection.
 */
@NullMarked
package dev.signalbox.sandbox.kubernetes;

import org.jspecify.annotations.NullMarked;
