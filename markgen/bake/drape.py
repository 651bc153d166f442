"""Cloth that hangs on a body: a sheet of quads let fall by Blender's cloth solver, so that its folds are its own."""

from __future__ import annotations

import bpy
import numpy as np

from markgen.bake.mesh import Index, Points

CLEAR = 0.0016
"""How far cloth stays off the skin, m."""

FRAMES = 36
"""How long it falls, in 24ths of a second."""
GRIP = 12.0
"""Friction of skin, of which the solver's default is 5: what hangs from an elastic must not slide down the hips."""
STEPS = 5
"""Of the solver in a frame: its own default."""
MASS = 0.25
"""kg of the cloth: between the solver's presets for silk (0.15) and cotton (0.3)."""
STRETCH, SHEAR, BEND = 12.0, 6.0, 0.35
"""Its stiffness: between silk (5, 5, 0.05) and cotton (15, 15, 0.5); a knit shears easily, and so falls into folds."""
DAMPING, BEND_DAMPING, AIR = 15.0, 1.0, 3.0
"""Far more than cotton has (5, 0.5, 1): how it lies at rest is wanted, not how it swings."""


def draped(sheet: Points, quads: Index, held: Points, skin: Points, under: Index, *, grown: float) -> Points:
    """A sheet (n, 3) of quads after it has settled on skin that does not move: its points (n, 3), m.

    held: (n,) 0..1, how far each point is pinned where it is. skin, under: the body's points and quads. grown: how much
    longer the cloth is than the sheet, a share. Whatever scene Blender had is given up for it.
    """
    bpy.ops.wm.read_factory_settings(use_empty=True)
    body = _thing("skin", skin, under)
    body.modifiers.new("collision", "COLLISION")
    body.collision.thickness_outer = CLEAR
    body.collision.cloth_friction = GRIP
    cloth = _thing("cloth", sheet, quads)
    pins = cloth.vertex_groups.new(name="held")
    for weight in np.unique(np.round(held, 2)):
        if weight > 0:
            pins.add(np.flatnonzero(np.round(held, 2) == weight).tolist(), float(weight), "REPLACE")
    made = cloth.modifiers.new("cloth", "CLOTH")
    settings, touching = made.settings, made.collision_settings
    settings.quality = STEPS
    settings.mass = MASS
    settings.tension_stiffness = settings.compression_stiffness = STRETCH
    settings.shear_stiffness = SHEAR
    settings.bending_stiffness = BEND
    settings.tension_damping = settings.compression_damping = DAMPING
    settings.bending_damping = BEND_DAMPING
    settings.air_damping = AIR
    settings.vertex_group_mass = "held"
    settings.shrink_min = -grown
    touching.collision_quality = 2
    touching.distance_min = CLEAR
    touching.use_self_collision = False
    made.point_cache.frame_start, made.point_cache.frame_end = 1, FRAMES
    scene = bpy.context.scene
    for frame in range(1, FRAMES + 1):
        scene.frame_set(frame)
    mesh = cloth.evaluated_get(bpy.context.evaluated_depsgraph_get()).to_mesh()
    out = np.empty(3 * len(sheet), np.float32)
    mesh.vertices.foreach_get("co", out)
    return out.reshape(-1, 3).astype(np.float64)


def _thing(name: str, points: Points, quads: Index) -> bpy.types.Object:
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(points.tolist(), [], quads.tolist())
    thing = bpy.data.objects.new(name, mesh)
    bpy.context.scene.collection.objects.link(thing)
    return thing
