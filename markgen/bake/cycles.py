"""Pictures of a body by Cycles, the path tracer of Blender, loaded as a module.

Passes are made, not one picture. Light: diffuse and subsurface on grey skin, no gloss. Gloss: the skin's surface
alone, on black, and which way its finest relief faces. Place: which triangle each pixel sees, and where; one sample, no
filter. Edges: what share of the pixel is body, and of that, cloth.
"""

from __future__ import annotations

import math
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bpy
import numpy as np
import numpy.typing as npt
import OpenEXR
from mathutils import Matrix

from markgen.bake.mesh import Index, Points
from markgen.bake.views import LENS, SENSOR, View

GREY = 0.62
"""Albedo of skin and cloth in the pass of the light, which is divided by it after."""
SCATTER_MM = 3.2
"""How far red light is scattered in skin."""
SCATTER = (1.0, 0.37, 0.19)
"""How far red, green and blue light is, beside that."""
EDGE_SAMPLES = 20
"""Of a pixel for its share of body and of cloth, which nothing cleans of noise."""

Picture = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Subject:
    """What stands before the camera: triangles (t, 3) of points (n, 3) in metres.

    reliefs: height fields in mm (rows, columns), first row lowest, each with its uv (t, 3, 2), 0..1 across it.
    dye: (t,) of garments, or nought where a triangle is skin.
    """

    points: Points
    triangles: Index
    reliefs: tuple[tuple[Picture, Points], ...] = ()
    dye: Points | None = None


@dataclass(frozen=True)
class Quality:
    """Pixels a side and samples a pixel of the light (at `light_size`) and of the gloss."""

    size: int = 1024
    light_size: int = 448
    light_samples: int = 7
    gloss_samples: int = 5
    threads: int = 2


@dataclass(frozen=True)
class Passes:
    """light: (m, m, 4), premultiplied, of grey skin. gloss: (n, n, 4). triangle: (n, n), -1 where there is none.

    place, normal: (n, n, 3), metres and unit vectors in the figure's axes. fine: (n, n, 3), the normal with all relief.
    cloth: (n, n) 0..1, of the body in the pixel. alpha: (n, n) 0..1, how much of the pixel is body.
    """

    light: Picture
    gloss: Picture
    triangle: Index
    place: Picture
    normal: Picture
    fine: Picture
    cloth: Picture
    alpha: Picture


def photograph(subject: Subject, view: View, quality: Quality) -> Passes:
    """The three passes of a view."""
    body = _set(subject, view, quality)
    for box in view.lights:
        _soft_box(view, box)
    _surroundings(view.ambient)
    pixel = view.frame / quality.size
    reliefs = len(subject.reliefs)
    triangle, place, normal = _places(body, quality.size)
    _wear(body, _skin(pixel, reliefs, gloss=False), _cloth(view.frame / quality.light_size, gloss=False))
    light = _three(_render(quality.light_size, quality.light_samples), "Combined", "RGBA")
    _wear(body, _skin(pixel, reliefs, gloss=True), _cloth(pixel, gloss=True))
    shot = _render(quality.size, quality.gloss_samples)
    gloss, fine = _three(shot, "Combined", "RGBA"), _three(shot, "Denoising Normal", "XYZ")
    _wear(body, _glowing(0.0), _glowing(1.0))
    glow = _three(_render(quality.size, EDGE_SAMPLES, denoise=False), "Combined", "RGBA")
    alpha = np.clip(glow[..., 3], 0, 1)
    cloth = np.clip(glow[..., 0] / np.maximum(alpha, np.float32(1e-3)), 0, 1).astype(np.float32)
    return Passes(light, gloss, triangle, place, normal, fine, cloth, alpha)


def surveyed(subject: Subject, view: View, quality: Quality) -> tuple[Index, Picture]:
    """Which triangle each pixel of a view sees, and where: the pass of places alone, as in `Passes`."""
    return _places(_set(subject, view, quality), quality.size)[:2]


def _set(subject: Subject, view: View, quality: Quality) -> Any:
    """An empty studio with the body in it, and the camera before it."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    body = _body(subject)
    _camera(view)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.cycles.device = "CPU"
    scene.render.threads_mode = "FIXED"
    scene.render.threads = quality.threads
    scene.render.film_transparent = True
    scene.view_settings.view_transform = "Raw"
    return body


def _body(subject: Subject) -> Any:
    mesh = bpy.data.meshes.new("body")
    count, corners = len(subject.triangles), 3 * len(subject.triangles)
    mesh.vertices.add(len(subject.points))
    mesh.vertices.foreach_set("co", subject.points.astype(np.float32).ravel())
    mesh.loops.add(corners)
    mesh.loops.foreach_set("vertex_index", subject.triangles.astype(np.int32).ravel())
    mesh.polygons.add(count)
    mesh.polygons.foreach_set("loop_start", np.arange(0, corners, 3, dtype=np.int32))
    mesh.update(calc_edges=True)
    mesh.polygons.foreach_set("use_smooth", np.ones(count, bool))
    number = np.zeros((corners, 2), np.float32)
    number[:, 0] = np.repeat(np.arange(count), 3)
    layer = mesh.uv_layers.new(name="triangle")
    layer.data.foreach_set("uv", number.ravel())
    layer.active_render = True
    if subject.dye is not None:
        mesh.polygons.foreach_set("material_index", (subject.dye != 0).astype(np.int32))
    for i, (height, uv) in enumerate(subject.reliefs):
        mesh.uv_layers.new(name=f"relief {i}").data.foreach_set("uv", uv.astype(np.float32).ravel())
        rows, columns = height.shape
        image = bpy.data.images.new(f"relief {i}", columns, rows, float_buffer=True)
        image.colorspace_settings.name = "Non-Color"
        pixels = np.ones((rows, columns, 4), np.float32)
        pixels[..., :3] = height[..., None]
        image.pixels.foreach_set(pixels.ravel())
        image.update()
    thing = bpy.data.objects.new("body", mesh)
    bpy.context.scene.collection.objects.link(thing)
    return thing


def _wear(body: Any, skin: Any, cloth: Any) -> None:
    if len(body.data.materials) == 2:
        body.data.materials[0], body.data.materials[1] = skin, cloth
    else:
        body.data.materials.append(skin)
        body.data.materials.append(cloth)


def _camera(view: View) -> None:
    eye, axes, _ = view.camera()
    lens = bpy.data.cameras.new("camera")
    lens.lens, lens.sensor_width, lens.clip_start = LENS, SENSOR, 0.01
    thing = bpy.data.objects.new("camera", lens)
    bpy.context.scene.collection.objects.link(thing)
    matrix = np.eye(4)
    matrix[:3, :3], matrix[:3, 3] = axes.T, eye
    thing.matrix_world = Matrix(matrix.tolist())
    bpy.context.scene.camera = thing


def _soft_box(view: View, light: Any) -> None:
    """An area light. On a card that faces it at distance d, power p gives brightness p / (pi d)^2."""
    _, axes, _ = view.camera()
    unit = view.frame / 0.4
    offset = np.asarray(light.place) @ axes * unit
    lamp = bpy.data.lights.new("light", "AREA")
    lamp.shape = "RECTANGLE"
    lamp.size, lamp.size_y = light.size[0] * unit, light.size[1] * unit
    lamp.color = light.tint
    lamp.energy = light.strength * float(offset @ offset) * math.pi**2
    thing = bpy.data.objects.new("light", lamp)
    back = offset / np.linalg.norm(offset)
    right = np.cross(axes[1], back)
    right /= np.linalg.norm(right)
    matrix = np.eye(4)
    matrix[:3, :3] = np.stack([right, np.cross(back, right), back], 1)
    matrix[:3, 3] = view.at + offset
    thing.matrix_world = Matrix(matrix.tolist())
    bpy.context.scene.collection.objects.link(thing)


def _surroundings(strength: float) -> None:
    world = bpy.data.worlds.new("world")
    bpy.context.scene.world = world
    if world.node_tree is None:
        world.use_nodes = True
    ground = world.node_tree.nodes["Background"]
    ground.inputs[0].default_value = (0.93, 0.96, 1, 1)
    ground.inputs[1].default_value = strength


class _Nodes:
    """A shader under construction; lengths in metres of the figure."""

    def __init__(self, name: str) -> None:
        self.material = bpy.data.materials.new(name)
        if self.material.node_tree is None:
            self.material.use_nodes = True
        self.tree = self.material.node_tree
        self.tree.nodes.clear()
        self.where = self.node("ShaderNodeTexCoord").outputs["Object"]

    def node(self, kind: str, **inputs: Any) -> Any:
        """A node with inputs set by name (spaces as underscores) to values or other nodes' outputs."""
        made = self.tree.nodes.new(kind)
        for name, value in inputs.items():
            socket = made.inputs[name.replace("_", " ")]
            if isinstance(value, bpy.types.NodeSocket):
                self.tree.links.new(value, socket)
            else:
                socket.default_value = value
        return made

    def noise(self, period: float, detail: float = 3.0, rough: float = 0.55) -> Any:
        """Soft noise, 0..1, whose lumps are about `period` across."""
        made = self.node("ShaderNodeTexNoise", Vector=self.where, Scale=1 / period, Detail=detail, Roughness=rough)
        return made.outputs["Fac"]

    def cells(self, period: float, gain: float) -> Any:
        """Cells about `period` across: 1 inside, falling to 0 in the furrows between them."""
        made = self.node("ShaderNodeTexVoronoi", Vector=self.where, Scale=1 / period)
        made.feature = "DISTANCE_TO_EDGE"
        return self.sum("MINIMUM", self.sum("MULTIPLY", made.outputs["Distance"], gain), 1.0)

    def sum(self, operation: str, a: Any, b: Any) -> Any:
        """Arithmetic on two values."""
        made = self.tree.nodes.new("ShaderNodeMath")
        made.operation = operation
        for socket, value in zip(made.inputs, (a, b), strict=False):
            if isinstance(value, bpy.types.NodeSocket):
                self.tree.links.new(value, socket)
            else:
                socket.default_value = value
        return made.outputs[0]

    def bump(self, height: Any, distance: float, below: Any | None) -> Any:
        """A normal tilted by a height field, 1 of which is `distance` metres."""
        made = self.node("ShaderNodeBump", Height=height, Distance=distance, Strength=1.0)
        if below is not None:
            self.tree.links.new(below, made.inputs["Normal"])
        return made.outputs[0]

    def made_of(self, surface: Any) -> Any:
        """The material whose surface this node is."""
        out = self.node("ShaderNodeOutputMaterial")
        self.tree.links.new(surface.outputs[0], out.inputs[0])
        return self.material


def _skin(pixel: float, reliefs: int, *, gloss: bool) -> Any:
    """Skin as relief at five scales, from soft tissue to pores; never finer than the picture can show.

    The light has the coarse ones only: what is finer is scattered away, but for what `maps` puts back.
    """
    nodes = _Nodes("gloss" if gloss else "light")
    normal = nodes.bump(nodes.noise(0.045), 0.0009, None)
    normal = nodes.bump(nodes.noise(0.015, 3), 0.00040, normal)
    for i in range(reliefs):
        lie = nodes.node("ShaderNodeUVMap")
        lie.uv_map = f"relief {i}"
        image = nodes.node("ShaderNodeTexImage", Vector=lie.outputs[0])
        image.image, image.extension, image.interpolation = bpy.data.images[f"relief {i}"], "CLIP", "Cubic"
        normal = nodes.bump(image.outputs[0], 0.001, normal)
    if gloss:
        fine, coarse, lump = max(0.0007, 2.4 * pixel), max(0.0014, 4.4 * pixel), max(0.0034, 9.0 * pixel)
        # Seen from afar, what a pixel can show is coarser than pores are, and would be leather at their depth.
        deep = min(1.0, 0.00019 / pixel)
        patchy = nodes.sum("ADD", nodes.sum("MULTIPLY", nodes.noise(0.022, 2), 1.3), -0.15)
        normal = nodes.bump(nodes.noise(lump, 4, 0.6), 0.032 * deep * lump, normal)
        normal = nodes.bump(nodes.sum("MULTIPLY", nodes.cells(coarse, 4.0), patchy), 0.036 * deep * coarse, normal)
        normal = nodes.bump(nodes.sum("MULTIPLY", nodes.cells(fine, 3.0), patchy), 0.052 * deep * fine, normal)
        rough = nodes.sum("ADD", nodes.sum("MULTIPLY", nodes.noise(0.028), 0.16), 0.36)
        surface = nodes.node(
            "ShaderNodeBsdfPrincipled", Base_Color=(0, 0, 0, 1), IOR=1.40, Roughness=rough, Normal=normal
        )
    else:
        surface = nodes.node(
            "ShaderNodeBsdfPrincipled",
            Base_Color=(GREY, GREY, GREY, 1),
            Subsurface_Weight=1.0,
            Subsurface_Radius=SCATTER,
            Subsurface_Scale=SCATTER_MM / 1000,
            Specular_IOR_Level=0.0,
            Roughness=1.0,
            Normal=normal,
        )
        surface.subsurface_method = "RANDOM_WALK_SKIN"
        surface.inputs["Subsurface Anisotropy"].default_value = 0.7
    return nodes.made_of(surface)


def _cloth(pixel: float, *, gloss: bool) -> Any:
    """Soft cotton, in the light as white as the skin is grey, and without gloss of its own.

    Its knit is never finer than the picture can show.
    """
    nodes = _Nodes("cloth gloss" if gloss else "cloth")
    loop = max(0.0011, 2.2 * pixel)
    normal = nodes.bump(nodes.noise(0.012, 3), 0.0006, None)
    normal = nodes.bump(nodes.noise(loop, 3), 0.16 * loop, normal)
    white = 0.0 if gloss else GREY
    return nodes.made_of(nodes.node("ShaderNodeBsdfDiffuse", Color=(white, white, white, 1), Normal=normal))


def _glowing(strength: float) -> Any:
    nodes = _Nodes("glowing")
    return nodes.made_of(nodes.node("ShaderNodeEmission", Strength=strength))


def _shot(size: int) -> Mapping[str, Picture]:
    """The channels of a picture of so many pixels a side, as the scene is set."""
    scene = bpy.context.scene
    scene.render.resolution_x = scene.render.resolution_y = size
    settings = scene.render.image_settings
    settings.media_type = "MULTI_LAYER_IMAGE"
    settings.file_format, settings.color_depth = "OPEN_EXR_MULTILAYER", "32"
    with tempfile.TemporaryDirectory() as folder, _quiet():
        place = Path(folder) / "pass.exr"
        scene.render.filepath = str(place)
        bpy.ops.render.render(write_still=True)
        return _channels(place)


@contextmanager
def _quiet() -> Iterator[None]:
    """Blender writes its progress past Python; hold standard output shut meanwhile."""
    kept = os.dup(1)
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        try:
            yield
        finally:
            os.dup2(kept, 1)
            os.close(kept)


def _channels(place: Path) -> Mapping[str, Picture]:
    """Every channel of an EXR file by the end of its name, such as `Normal.X`."""
    found: dict[str, Picture] = {}
    with OpenEXR.File(str(place), separate_channels=True) as file:
        for part in file.parts:
            for name, channel in part.channels.items():
                found[".".join(name.split(".")[-2:])] = np.array(channel.pixels, np.float32)
    return found


def _places(body: Any, size: int) -> tuple[Index, Picture, Picture]:
    nodes = _Nodes("place")
    material = nodes.made_of(nodes.node("ShaderNodeBsdfDiffuse"))
    _wear(body, material, material)
    layer, cycles = bpy.context.scene.view_layers[0], bpy.context.scene.cycles
    layer.use_pass_uv = layer.use_pass_normal = layer.use_pass_position = True
    cycles.samples, cycles.use_denoising, cycles.max_bounces = 1, False, 0
    cycles.pixel_filter_type, cycles.filter_width = "BOX", 0.01
    found = _shot(size)
    layer.use_pass_uv = layer.use_pass_normal = layer.use_pass_position = False

    normal = _three(found, "Normal", "XYZ")
    hit = np.linalg.norm(normal, axis=-1) > 0.5
    return np.where(hit, np.round(found["UV.U"]), -1).astype(np.int64), _three(found, "Position", "XYZ"), normal


def _render(size: int, samples: int, *, denoise: bool = True) -> Mapping[str, Picture]:
    cycles, layer = bpy.context.scene.cycles, bpy.context.scene.view_layers[0]
    cycles.samples, cycles.use_adaptive_sampling = samples, False
    cycles.use_denoising, cycles.denoiser = denoise, "OPENIMAGEDENOISE"
    cycles.denoising_input_passes = "RGB_ALBEDO_NORMAL"
    layer.cycles.denoising_store_passes = denoise
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces, cycles.transmission_bounces = 4, 2, 1, 0
    cycles.pixel_filter_type, cycles.filter_width = "BLACKMAN_HARRIS", 1.2
    cycles.sample_clamp_indirect = 4.0
    return _shot(size)


def _three(found: Mapping[str, Picture], name: str, channels: str) -> Picture:
    return np.stack([found[f"{name}.{channel}"] for channel in channels], -1)
