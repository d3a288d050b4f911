"""The words of an advert as pages show them: marked, with contacts cut out, beside other versions."""
