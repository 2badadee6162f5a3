"""Pictures as files hold them, for emblems."""

import io

from PIL import Image, ImageDraw

from recipe_desktop.services.attachments import ContentSource

BLUE = (0, 51, 153)


def a_picture(wide=300, high=200, *, mode="RGB", kind="PNG"):
    """The content of a file: twelve dots on blue."""
    image = Image.new("RGB", (wide, high), BLUE)
    draw = ImageDraw.Draw(image)
    for place in range(12):
        x, y = wide * (place + 1) // 14, high // 2
        draw.ellipse((x - 6, y - 6, x + 6, y + 6), fill=(255, 204, 0))
    file = io.BytesIO()
    image.convert(mode).save(file, kind)
    return file.getvalue()


def an_emblem(wide=300, high=200, *, name="eu.png", mode="RGB", kind="PNG"):
    """The same as it is given to a project."""
    return ContentSource(name, a_picture(wide, high, mode=mode, kind=kind))
