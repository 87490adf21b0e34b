package dev.signalbox.violations.modules.careless.internal;

/** Public, but internal to its module. */
public record InternalType(int number) {}
