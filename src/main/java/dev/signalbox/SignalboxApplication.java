package dev.signalbox;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the console; everything else is in the rooms. */
@SpringBootApplication
public class SignalboxApplication {

  public static void main(String[] args) {
    SpringApplication.run(SignalboxApplication.class, args);
  }
}
