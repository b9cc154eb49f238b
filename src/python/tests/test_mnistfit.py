"""Tests against a mnistfit that is built; src/test/sh/python.sh runs them."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import mnistfit

try:
    import numpy
except ImportError:
    if os.environ.get("REQUIRE_PROGRAMS"):
        raise
    numpy = None
try:
    from PIL import Image
except ImportError:
    if os.environ.get("REQUIRE_PROGRAMS"):
        raise
    Image = None

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
THIN = SAMPLES / "thin.jpg"
RULED = SAMPLES / "ruled.jpg"


class SomePictures:
    """What a process and a server must do alike."""

    recognizer: mnistfit.Recognizer

    def test_a_path_is_read(self):
        answer = self.recognizer.predict(THIN)
        self.assertEqual(4, answer.digit)
        self.assertGreater(answer.confidence, 0.9)
        self.assertEqual(10, len(answer.probabilities))
        self.assertEqual(answer.confidence, max(answer.probabilities))
        self.assertEqual("robust", answer.fit)
        self.assertEqual((str(THIN), None), (answer.path, answer.reason))
        self.assertEqual(4, self.recognizer.predict(str(THIN)).digit)

    def test_bytes_are_read_and_no_file_stays(self):
        with tempfile.TemporaryDirectory() as folder:
            usual, tempfile.tempdir = tempfile.tempdir, folder
            try:
                answer = self.recognizer.predict(RULED.read_bytes())
                self.recognizer.predict(bytearray(RULED.read_bytes()))
                with self.assertRaises(mnistfit.PictureError):
                    self.recognizer.predict(b"no picture")
            finally:
                tempfile.tempdir = usual
            self.assertEqual([], os.listdir(folder))
        self.assertEqual((9, "-"), (answer.digit, answer.path))

    def test_numbers_are_read(self):
        lines = self.recognizer.read(THIN)
        self.assertEqual("4", lines[0].number)
        self.assertEqual(4, lines[0].digits[0].digit)
        self.assertEqual(4, len(lines[0].digits[0].box))

    def test_a_reason_is_mnistfits_own(self):
        with self.assertRaises(mnistfit.PictureError) as raised:
            self.recognizer.predict(__file__)
        self.assertIn("not a picture", raised.exception.reason)
        self.assertEqual(f"{__file__}: {raised.exception.reason}", str(raised.exception))
        self.assertIsInstance(raised.exception, mnistfit.MnistfitError)
        self.assertEqual(4, self.recognizer.predict(THIN).digit)

    def test_threads_share_one(self):
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(self.recognizer.predict, [THIN, RULED] * 20))
        self.assertEqual([4, 9] * 20, [answer.digit for answer in answers])

    def test_what_shows_no_digit_isnt_an_error(self):
        blank = b"P5 60 60 255\n" + bytes([255] * 3600)
        answer = self.recognizer.predict(blank)
        self.assertEqual((None, "no ink found"), (answer.digit, answer.reason))
        self.assertEqual((0, ()), (answer.confidence, answer.probabilities))
        self.assertEqual([], self.recognizer.read(blank))
        with self.assertRaises(mnistfit.PictureError):
            self.recognizer.read(b"no picture")

    @unittest.skipUnless(numpy, "numpy is missing")
    def test_arrays_are_read(self):
        page = numpy.full((60, 40), 255, numpy.uint8)
        page[10:50, 18:22] = 0
        colours = numpy.repeat(page[:, :, None], 3, axis=2)
        alpha = numpy.dstack([numpy.zeros_like(page), 255 - page])
        for array in (page, page > 0, page / 255.0, page.astype(numpy.uint16) * 257, colours, alpha, page[:, :, None],
                      numpy.dstack([colours, numpy.full_like(page, 255)]), page[::-1], numpy.asfortranarray(page)):
            with self.subTest(array.dtype, shape=array.shape):
                self.assertEqual(1, self.recognizer.predict(array).digit)
        for wrong in (page[0], page[None, None], page * 2.0, page.astype("int64"), page[:0],
                      numpy.zeros((9, 9, 5), numpy.uint8), numpy.full((9, 9), numpy.nan)):
            with self.subTest(wrong.dtype, shape=wrong.shape), self.assertRaises((TypeError, ValueError)):
                self.recognizer.predict(wrong)

    @unittest.skipUnless(numpy and Image, "numpy or Pillow is missing")
    def test_images_of_pillow_are_read_whatever_their_mode(self):
        with Image.open(THIN) as thin:
            for mode in ("L", "P", "RGB", "RGBA", "CMYK", "HSV", "YCbCr"):
                with self.subTest(mode):
                    self.assertEqual(4, self.recognizer.predict(thin.convert("RGB").convert(mode)).digit)
            turned = thin.rotate(90, expand=True)
            turned.getexif()[0x0112] = 6  # as a camera that was held upright writes it
            self.assertEqual(4, self.recognizer.predict(turned).digit)

    def test_what_is_no_picture_at_all_is_a_mistake(self):
        for wrong in (7, None, [THIN]):
            with self.assertRaises(TypeError):
                self.recognizer.predict(wrong)


class ProcessTest(SomePictures, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.recognizer = mnistfit.Recognizer()

    @classmethod
    def tearDownClass(cls):
        cls.recognizer.close()

    def test_any_name_is_a_path(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("a\nb.jpg", "-", "--help", "ü.jpg", os.fsdecode(b"\xff.jpg")):
                copy = os.path.join(folder, name)
                shutil.copy(THIN, copy)
                self.assertEqual(4, self.recognizer.predict(copy).digit)
                here = os.getcwd()
                os.chdir(folder)
                try:
                    self.assertEqual(4, self.recognizer.predict(name).digit)
                finally:
                    os.chdir(here)
        with self.assertRaises(ValueError):
            self.recognizer.predict("a\0b")
        with self.assertRaisesRegex(mnistfit.PictureError, "no such file"):
            self.recognizer.predict("none.png")
        with self.assertRaisesRegex(mnistfit.PictureError, "folder"):
            self.recognizer.predict(SAMPLES)

    def test_one_that_died_between_two_pictures_is_replaced(self):
        self.recognizer.predict(THIN)
        running = self.recognizer._predict._running
        running._process.kill()
        running._process.wait()
        self.assertEqual(4, self.recognizer.predict(THIN).digit)

    def test_a_path_that_cant_be_spelt_costs_no_process(self):
        self.recognizer.predict(THIN)
        running = self.recognizer._predict._running
        for wrong in ("\ud800", ""):
            with self.assertRaises(ValueError):
                self.recognizer.predict(wrong)
        self.assertIs(running, self.recognizer._predict._running)

    def test_a_program_that_isnt_mnistfit_is_told(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, script in (("words", "#!/bin/sh\nprintf 'hello\\0'; cat >/dev/null\n"), ("none", "\1\2")):
                program = Path(folder, name)
                program.write_text(script)
                program.chmod(0o755)
                with self.assertRaises(mnistfit.MnistfitError):
                    mnistfit.Recognizer(command=str(program)).predict(THIN)

    def test_an_interrupt_mixes_no_answers_up(self):
        self.recognizer.predict(THIN)
        running = self.recognizer._predict._running
        usual = running.ask

        def interrupted(path):
            running._in.write(path + b"\0")
            raise KeyboardInterrupt

        running.ask = interrupted
        with self.assertRaises(KeyboardInterrupt):
            self.recognizer.predict(THIN)
        running.ask = usual
        self.assertEqual(9, self.recognizer.predict(RULED).digit)

    @unittest.skipUnless(hasattr(os, "fork"), "only where processes fork")
    def test_a_fork_has_its_own(self):
        self.recognizer.predict(THIN)
        child = _fork(self.recognizer, RULED)
        self.assertEqual(4, self.recognizer.predict(THIN).digit)
        self.assertEqual(9, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        self.assertEqual(4, self.recognizer.predict(THIN).digit)

    @unittest.skipUnless(hasattr(os, "fork"), "only where processes fork")
    def test_a_fork_waits_for_no_thread_that_it_lacks(self):
        with self.recognizer._predict._lock:  # as during an answer
            child = _fork(self.recognizer, RULED)
        self.assertEqual(9, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        with mnistfit._lock:
            child = _fork(mnistfit, RULED)
        self.assertEqual(9, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def _fork(recognizer, picture):
    """A child that ends with the digit as its status; with a signal, if it takes longer than it may."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forks beside threads, which are tested here
        child = os.fork()
    if child == 0:
        try:
            signal.alarm(300)
            digit = recognizer.predict(picture).digit
            if recognizer is not mnistfit:
                recognizer.close()
            os._exit(digit)
        finally:
            os._exit(99)  # whatever went wrong: the other tests are the parent's
    return child


class OptionsTest(unittest.TestCase):
    def test_a_question_mark_is_none(self):
        with mnistfit.Recognizer(min_confidence=1, fit="article") as recognizer:
            answer = recognizer.predict(SAMPLES / "ruled.jpg")
        self.assertEqual((None, "confidence under 1"), (answer.digit, answer.reason))
        self.assertEqual("article", answer.fit)

    def test_what_mnistfit_cant_do_is_told_in_its_words(self):
        with mnistfit.Recognizer(model="none.zip") as recognizer:
            with self.assertRaisesRegex(mnistfit.MnistfitError, "There is no model file none.zip"):
                recognizer.predict(THIN)
        with mnistfit.Recognizer(fit="wrong") as recognizer:
            with self.assertRaisesRegex(mnistfit.MnistfitError, "wrong"):
                recognizer.predict(THIN)
        with mnistfit.Recognizer(command="no-such-program") as recognizer:
            with self.assertRaisesRegex(mnistfit.MnistfitError, "there is no program no-such-program"):
                recognizer.predict(THIN)

    def test_the_process_ends_with_python(self):
        program = (
            "import mnistfit, sys; print(mnistfit.predict(sys.argv[1]).digit);"
            "print(mnistfit._shared._predict._running._process.pid)"
        )
        run = subprocess.run([sys.executable, "-c", program, str(THIN)], stdout=subprocess.PIPE, check=True)
        digit, pid = map(int, run.stdout.split())
        self.assertEqual(4, digit)
        self.assertFalse(os.path.exists(f"/proc/{pid}"))

    def test_a_server_that_isnt_there_is_told(self):
        with self.assertRaisesRegex(mnistfit.MnistfitError, "can't be asked"):
            mnistfit.Recognizer(url="http://localhost:9").predict(THIN)
        for wrong in ("localhost:8080", "ftp://localhost", "", "http://localhost:abc", "http://[::1", "http://localhost/a b"):
            with self.assertRaises(ValueError):
                mnistfit.Recognizer(url=wrong)
        with self.assertRaises(ValueError):
            mnistfit.Recognizer(url="http://localhost:8080", model="m.zip")


class OtherServerTest(unittest.TestCase):
    """What listens there isn't mnistfit."""

    def test_its_answers_are_told(self):
        for answer in (b"SSH-2.0-x\r\n", b"HTTP/1.0 200 OK\r\nContent-Length: 9\r\n\r\n{}", _ok("[1]"), _ok('{"x":1}')):
            with socket.create_server(("127.0.0.1", 0)) as listener:
                port = listener.getsockname()[1]
                thread = threading.Thread(target=_answer, args=(listener, answer))
                thread.start()
                with self.assertRaises(mnistfit.MnistfitError):
                    mnistfit.Recognizer(url=f"http://127.0.0.1:{port}").predict(b"x")
                thread.join()


def _ok(body):
    return f"HTTP/1.0 200 OK\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()


def _answer(listener, answer):
    connection, _ = listener.accept()
    with connection:
        connection.recv(1 << 16)
        connection.sendall(answer)


class ServerTest(SomePictures, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        program = os.environ.get("MNISTFIT", "mnistfit")
        cls.server = subprocess.Popen([program, "serve", "--port", "0"], stdout=subprocess.PIPE, text=True)
        address = cls.server.stdout.readline().split()[-1]
        cls.recognizer = mnistfit.Recognizer(url=address)

    @classmethod
    def tearDownClass(cls):
        cls.server.terminate()
        cls.server.wait(30)
        cls.server.stdout.close()

    def test_a_wrong_option_is_told_in_its_words(self):
        wrong = mnistfit.Recognizer(url=self.recognizer._predict.server.url, fit="wrong")
        with self.assertRaisesRegex(mnistfit.MnistfitError, "fit"):
            wrong.predict(THIN)

    def test_options_are_passed_on(self):
        sure = mnistfit.Recognizer(url=self.recognizer._predict.server.url, fit="article", min_confidence=1)
        self.assertIsNone(sure.predict(RULED).digit)

    def test_a_file_that_isnt_there_is_told_in_mnistfits_words(self):
        with self.assertRaisesRegex(mnistfit.PictureError, "none.png: no such file"):
            self.recognizer.predict("none.png")
        with self.assertRaisesRegex(mnistfit.PictureError, "is a folder"):
            self.recognizer.predict(SAMPLES)


if __name__ == "__main__":
    unittest.main()
