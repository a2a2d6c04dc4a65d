package io.github.multiprocessing4j.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PagesTest {

    private final Pages pages = new Pages();

    @Test
    void aPieceIsMappedByOthers() throws IOException {
        Piece piece = pages.take(8);
        ByteBuffer other = Segment.open(Path.of(piece.file()), piece.fileSize())
                .buffer(piece.offset(), piece.memory().capacity());
        piece.memory().putLong(0, 42);
        assertThat(other.getLong(0)).isEqualTo(42);
        piece.release().run();
    }

    @Test
    void piecesAreApartAndNothingIsLeftOfThem() throws IOException {
        List<Piece> taken = new ArrayList<>();
        Set<String> places = new HashSet<>();
        for (int i = 0; i < 1200; i++) {
            Piece piece = pages.take(1 + i % 200);
            taken.add(piece);
            assertThat(piece.memory().capacity()).isBetween(1 + i % 200, i % 200 + 128);
            for (int at = 0; at < piece.memory().capacity(); at++) {
                assertThat(piece.memory().get(at)).isZero();
                piece.memory().put(at, (byte) 1);
            }
            assertThat(places.add(piece.file() + "+" + piece.offset())).isTrue();
        }
        Path directory = Path.of(taken.get(0).file()).getParent();
        assertThat(Files.isDirectory(directory)).isTrue();
        taken.forEach(piece -> piece.release().run());
        assertThat(Files.exists(directory)).isFalse();
    }

    @Test
    void whatIsGivenBackIsTakenAgainAsZeros() throws IOException {
        Piece kept = pages.take(8);
        Piece given = pages.take(300);
        given.memory().putLong(0, -1);
        given.release().run();
        Piece small = pages.take(8);
        Piece again = pages.take(200);
        assertThat(small.offset()).isEqualTo(given.offset());
        assertThat(small.memory().getLong(0)).isZero();
        assertThat(again.offset()).isEqualTo(given.offset() + 128);
        List.of(kept, small, again).forEach(piece -> piece.release().run());
    }

    @Test
    void aLargePieceHasAPageOfItsOwn() throws IOException {
        Piece large = pages.take(1_000_000);
        assertThat(large.memory().capacity()).isBetween(1_000_000, 1_000_128);
        assertThat(large.fileSize()).isEqualTo(large.memory().capacity());
        Piece small = pages.take(8);
        assertThat(small.file()).isNotEqualTo(large.file());
        large.release().run();
        assertThat(Path.of(large.file())).doesNotExist();
        small.release().run();
    }

    @Test
    void whatSomebodyHasClearedAwayIsMadeAnew() throws IOException {
        Piece lost = pages.take(100_000);
        Files.delete(Path.of(lost.file()));
        try (var marks = Files.newDirectoryStream(Path.of(lost.file()).getParent())) {
            for (Path mark : marks) {
                Files.delete(mark);
            }
        }
        Files.delete(Path.of(lost.file()).getParent());
        Piece other = pages.take(8);
        assertThat(Path.of(other.file())).exists();
        lost.release().run();
        assertThat(Path.of(other.file())).exists();
        other.release().run();
        assertThat(Path.of(other.file()).getParent()).doesNotExist();
    }
}
