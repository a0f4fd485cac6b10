"""A photo file becomes upright sRGB pixels and a few facts; the home of every picture format.

The path of a photo:

1. ``regular_files`` opens the path: regular files only, bounded in size, never a pipe or device.
2. ``formats`` looks at the first bytes and says which format it is; the suffix is only a hint.
3. One reader for each family (``jpeg``, ``pillow_formats``, ``heif``, ``raw``; ``picture`` defines
   what they have in common) reads the header: size, orientation, profile, EXIF. ``limits`` refuses
   bombs here, before a pixel is allocated. HEIF and RAW are read in worker processes
   (``isolation``), since their decoders can crash.
4. ``photo_file`` combines these: `open_photo` gives a `PhotoFile`, which decodes at the scale that
   the task needs.
5. ``colour`` turns any mode, depth and profile into sRGB; ``rendering`` does so strip by strip,
   rotates each strip upright (``orientation``) and fills the numpy array.

Besides that: ``exif`` (on ``tiff_directory``) reads what the camera wrote, ``resizing`` makes crops
and smaller copies, ``thumbnails`` small pictures for lists, and ``annotate`` (with ``fonts``)
copies with boxes and names drawn.

Readers raise `undecodable.Undecodable`; `photo_file` adds the path and turns it into
`birdeye.domain.errors.PhotoUnreadable`. Nothing else leaves this package for a bad photo.
"""
