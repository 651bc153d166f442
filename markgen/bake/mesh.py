"""Polygon meshes: reading them, their normals, their smoothing and their Catmull-Clark subdivision."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

Points = npt.NDArray[np.float64]
Index = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Subdivision:
    """One Catmull-Clark step (Catmull and Clark 1978).

    stencil: (new vertices, old vertices), so that `stencil @ x` subdivides any value that vertices carry.
    faces: (4 per old quad, 4), the children of face i at rows where `parent == i`.
    """

    stencil: sparse.csr_matrix
    faces: Index
    parent: Index


def edges_of(faces: Index) -> tuple[Index, Index]:
    """Unique edges (e, 2), and which edge follows each corner (f, 4), -1 where a triangle has no fourth corner."""
    after = np.roll(faces, -1, axis=1)
    three = faces[:, 3] < 0
    after[three, 2] = faces[three, 0]
    pairs = np.sort(np.stack([faces, after], -1).reshape(-1, 2), axis=1)
    real = (faces >= 0).ravel()
    edges, which = np.unique(pairs[real], axis=0, return_inverse=True)
    of = np.full(faces.size, -1, np.int64)
    of[real] = which.ravel()
    return edges.astype(np.int64), of.reshape(faces.shape)


def subdivide(faces: Index, count: int) -> Subdivision:
    """The Catmull-Clark step of a mesh of quads, triangles (last index -1) and free borders, with `count` vertices."""
    edges, of = edges_of(faces)
    real = faces >= 0
    row, corner = np.nonzero(real)
    size = real.sum(1)
    n_faces, n_edges = len(faces), len(edges)
    face_point = sparse.csr_matrix((1 / size[row], (row, faces[row, corner])), (n_faces, count))
    ends = sparse.csr_matrix(
        (np.full(2 * n_edges, 0.5), (np.repeat(np.arange(n_edges), 2), edges.ravel())), (n_edges, count)
    )
    touching = sparse.csr_matrix((np.ones(len(row)), (of[row, corner], row)), (n_edges, n_faces))
    shared = np.asarray(touching.sum(1)).ravel()
    inner = shared == 2
    edge_point = (
        sparse.diags(np.where(inner, 0.5, 1.0)) @ ends
        + sparse.diags(np.where(inner, 0.25, 0.0)) @ touching @ face_point
    )
    meets = sparse.csr_matrix(
        (np.ones(2 * n_edges), (edges.ravel(), np.repeat(np.arange(n_edges), 2))), (count, n_edges)
    )
    valence = np.maximum(np.asarray(meets.sum(1)).ravel(), 1)
    around = sparse.csr_matrix((np.ones(len(row)), (faces[row, corner], row)), (count, n_faces))
    faces_at = np.maximum(np.asarray(around.sum(1)).ravel(), 1)
    rim = (meets @ (~inner).astype(float)) > 0
    smooth = (
        sparse.diags(1 / (faces_at * valence)) @ around @ face_point
        + sparse.diags(2 / valence**2) @ meets @ ends
        + sparse.diags((valence - 3) / valence)
    )
    along = sparse.diags((~inner).astype(float))
    border = sparse.diags(np.full(count, 0.5)) + sparse.diags(np.full(count, 0.25)) @ meets @ along @ ends
    vertex_point = sparse.diags(np.where(rim, 0.0, 1.0)) @ smooth + sparse.diags(np.where(rim, 1.0, 0.0)) @ border
    stencil = sparse.vstack([vertex_point, edge_point, face_point]).tocsr()
    before = np.where(corner == 0, size[row] - 1, corner - 1)
    children = np.stack(
        [faces[row, corner], count + of[row, corner], count + n_edges + row, count + of[row, before]],
        -1,
    )
    return Subdivision(stencil, children.astype(np.int64), row.astype(np.int64))


def split_corners(values: Points) -> Points:
    """Values at the corners of quads, (f, 4, k), at the corners of their children in the order of `subdivide`."""
    middle = values.mean(1, keepdims=True)
    after = (values + np.roll(values, -1, axis=1)) / 2
    before = np.roll(after, 1, axis=1)
    out = np.stack([values, after, np.broadcast_to(middle, values.shape), before], 2)
    return out.reshape(-1, 4, values.shape[-1])


def face_normals(points: Points, faces: Index) -> Points:
    """Unit normals of quads, from their diagonals."""
    normal = np.cross(points[faces[:, 2]] - points[faces[:, 0]], points[faces[:, 3]] - points[faces[:, 1]])
    return np.asarray(normal / np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-15))


def normals(points: Points, faces: Index) -> Points:
    """Unit normals at vertices, weighted by area."""
    last = np.where(faces[:, 3] < 0, faces[:, 0], faces[:, 3])
    normal = np.cross(points[faces[:, 2]] - points[faces[:, 0]], points[last] - points[faces[:, 1]])
    total = np.zeros_like(points)
    for k in range(4):
        real = faces[:, k] >= 0
        np.add.at(total, faces[real, k], normal[real])
    return np.asarray(total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-15))


def neighbours(faces: Index, count: int) -> sparse.csr_matrix:
    """The matrix that replaces each vertex's value by the mean of its neighbours'."""
    edges, _ = edges_of(faces)
    link = sparse.coo_matrix((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), (count, count))
    link = sparse.coo_matrix(link + link.T)
    degree = np.maximum(np.asarray(link.sum(1)).ravel(), 1)
    return sparse.csr_matrix(sparse.diags(1 / degree) @ link)


def smoothed(values: Points, mean: sparse.csr_matrix, times: int) -> Points:
    """Values after so many half steps towards the mean of their neighbours."""
    for _ in range(times):
        values = 0.5 * values + 0.5 * (mean @ values)
    return values


def triangles(faces: Index) -> Index:
    """Quads (f, 4) as triangles (2 f, 3): first every first half, then every second."""
    return np.concatenate([faces[:, [0, 1, 2]], faces[:, [0, 2, 3]]])
