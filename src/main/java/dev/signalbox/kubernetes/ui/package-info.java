/** The freshness line of pages that show Kubernetes objects. */
@NamedInterface("ui")
@NullMarked
package dev.signalbox.kubernetes.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
