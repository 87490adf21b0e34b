/** The Kubernetes manifests, alerts and permissions in {@code k8s/}. */
@NullMarked
package dev.signalbox.deployment;

import org.jspecify.annotations.NullMarked;
