package io.github.multiprocessing4j.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProofTest {

    /** Of RFC 4231. */
    @ParameterizedTest
    @CsvSource({
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 4869205468657265,"
                + " b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        "4a656665, 7768617420646f2079612077616e7420666f72206e6f7468696e673f,"
                + " 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    })
    void theKnownAnswersAreGiven(String key, String said, String proof) {
        HexFormat hex = HexFormat.of();
        assertThat(Proof.of(hex.parseHex(key), hex.parseHex(said))).isEqualTo(hex.parseHex(proof));
    }

    @Test
    void theJdkGivesTheSameAnswers() throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            byte[] key = new byte[1 + random.nextInt(150)];
            byte[] said = new byte[random.nextInt(300)];
            random.nextBytes(key);
            random.nextBytes(said);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            assertThat(Proof.of(key, said)).isEqualTo(mac.doFinal(said));
        }
    }

    @Test
    void theKeyStaysAsItIs() {
        byte[] key = "some key that is used once".getBytes(StandardCharsets.US_ASCII);
        Proof.of(key, new byte[3]);
        assertThat(key).asString(StandardCharsets.US_ASCII).isEqualTo("some key that is used once");
    }
}
