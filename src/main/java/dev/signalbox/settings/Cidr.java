package dev.signalbox.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A network such as {@code 10.42.0.0/16}: what the server that reads it would choke on is none. */
final class Cidr {

  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern NETWORK = Pattern.compile("([0-9a-fA-F.:]+)/(\\d{1,3})");
  private static final Pattern FOUR = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");

  private Cidr() {}

  static boolean isValid(String text) {
    Matcher network = NETWORK.matcher(text);
    if (!network.matches()) {
      return false;
    }
    String address = network.group(1);
    int prefix = Integer.parseInt(network.group(2));
    return address.contains(":")
        ? prefix <= 128 && isSix(address)
        : prefix <= 32 && FOUR.matcher(address).matches();
  }

  private static boolean isSix(String address) {
    try {
      // a colon makes it a literal: no name is looked up
      return InetAddress.getByName(address).getHostAddress() != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
