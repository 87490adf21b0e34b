/**
 * Components shared by the Nomad pages of several modules: freshness banner, badges, links and
 * empty states.
 */
@NamedInterface("ui")
@NullMarked
package dev.signalbox.nomad.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
